"""Taking personal data out of a text."""

import pytest

from bot.privacy.blackening import blacken
from bot.privacy.detection import find_personal_data
from bot.privacy.personal_data import PersonalData, PersonalDataKind
from bot.wording.privacy import KIND_NAMES, mark


def test_each_piece_makes_place_for_its_mark() -> None:
    text = "BSN 999932445 van mevrouw De Vries"

    blackened = blacken(text, find_personal_data(text))

    assert blackened == "BSN [BSN weggelaten] van mevrouw [naam weggelaten]"


def test_what_the_writer_says_is_no_personal_data_stays() -> None:
    text = "BSN 999932445 van mevrouw De Vries"

    assert blacken(text, find_personal_data(text)[:1]).endswith("De Vries")


def test_nothing_is_found_in_what_was_blackened() -> None:
    text = "Mevrouw De Vries, geboren 12-05-1980, Kerkstraat 12, 1234 AB Lutjebroek, 06-12345678"

    assert find_personal_data(blacken(text, find_personal_data(text))) == ()


def test_a_piece_that_is_not_there_is_refused() -> None:
    with pytest.raises(ValueError, match="bsn"):
        blacken("een andere tekst", [PersonalData(PersonalDataKind.BSN, "999932445", 0, 9)])


def test_every_kind_has_a_name_and_a_mark() -> None:
    assert set(KIND_NAMES) == set(PersonalDataKind)
    assert mark(PersonalDataKind.IBAN) == "[rekeningnummer weggelaten]"
