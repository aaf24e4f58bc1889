"""Numbers that tell who someone is. All are made up."""

import pytest

from bot.privacy.detection import find_personal_data


def found(text: str) -> list[tuple[str, str]]:
    return [(data.kind.value, data.text) for data in find_personal_data(text)]


@pytest.mark.parametrize(
    "bsn", ["999932445", "9999.32.445", "9999 32 445", "999 932 445", "9 9 9 9 3 2 4 4 5"]
)
def test_a_bsn_is_found_as_people_break_it_up(bsn: str) -> None:
    assert found(f"Het gaat om {bsn}.") == [("bsn", bsn)]


@pytest.mark.parametrize(
    "text", ["nummer 999932446", "nummer 123456789", "000000000", "9999324450", "0999932445x"]
)
def test_what_fails_the_eleven_test_is_no_bsn(text: str) -> None:
    assert found(text) == []


def test_eight_digits_are_a_bsn_only_when_called_so() -> None:
    assert found("bsn 33327142") == [("bsn", "33327142")]
    assert found("er waren 33327142 regels") == []


@pytest.mark.parametrize(
    "text",
    [
        "zaaknummer 999932445",
        "ons kenmerk: 999932445",
        "RSIN 999932445",
        "NL999932445B01",
        "KP-999932445",
        "€ 999932445",
        "999 932 445 euro",
    ],
)
def test_a_number_that_is_called_something_else_is_no_bsn(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    "iban",
    [
        "NL73WEGW0748308345",
        "nl73 wegw 0748 3083 45",
        "NL73-WEGW-0748-3083-45",
        "NL73 WEGW\n0748 3083 45",
        "BE94 9999 7660 0114",
        "DE22 9999 9999 0013 9975 06",
    ],
)
def test_an_iban_of_any_country_is_found(iban: str) -> None:
    assert found(f"op {iban} gestort") == [("iban", iban)]


def test_wrong_check_digits_make_no_iban_nor_anything_else() -> None:
    assert found("NL74 WEGW 0748 3083 45 en NL12WEGW0612345678") == []


@pytest.mark.parametrize(
    "phone",
    [
        "06-12345678",
        "06 12 34 56 78",
        "06.12.34.56.78",
        "+31 (0)6 12345678",
        "0031612345678",
        "(020) 123 45 67",
        "0497-765432",
        "020/1234567",
        "06–12345678",
        "+32 470 12 34 56",
    ],
)
def test_a_phone_number_is_found_as_people_write_it(phone: str) -> None:
    assert found(f"Bel {phone} hierover") == [("phone", phone)]


@pytest.mark.parametrize("number", ["0800-0543", "0900-8844", "0900 1234567", "14 070", "112", "1400"])
def test_a_public_service_number_is_of_nobody(number: str) -> None:
    assert found(f"Bel {number}") == []


@pytest.mark.parametrize(
    "text", ["op 01-02-2023 10:30 uur", "zaaknummer 0123456789", "2023-0612345678", "0.547 1.31 2.36"]
)
def test_figures_that_only_look_like_it_are_no_phone_number(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize("plate", ["GH-123-K", "12-GHJ-3", "TX-99-KL", "1-KBB-23"])
def test_a_licence_plate_with_dashes_is_found(plate: str) -> None:
    assert found(f"de auto {plate} is verkocht") == [("licence_plate", plate)]


@pytest.mark.parametrize("plate", ["GH 123 K", "gh123k", "12ghj3"])
def test_a_licence_plate_without_dashes_needs_its_word(plate: str) -> None:
    assert found(f"kenteken {plate} staat erin") == [("licence_plate", plate)]
    assert found(f"veld {plate} staat erin") == []


@pytest.mark.parametrize("code", ["12-34-56", "AO-123-B", "WP-2023-12", "12-05-23"])
def test_a_code_of_another_form_is_no_licence_plate(code: str) -> None:
    assert found(f"formulier {code}") == []


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("paspoortnummer NX1B2C3D4", "NX1B2C3D4"),
        ("zijn rijbewijs 5312345678 is weg", "5312345678"),
        ("V-nummer: 2801234567", "2801234567"),
    ],
)
def test_a_document_number_needs_its_word(text: str, number: str) -> None:
    assert found(text) == [("identity_document", number)]
    assert found(f"veld {number}") == []
