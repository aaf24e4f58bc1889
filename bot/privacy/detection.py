"""Find the personal data in a text."""

from collections.abc import Callable, Iterable, Iterator

from bot.privacy.address import find_addresses
from bot.privacy.birth_date import find_birth_dates
from bot.privacy.bsn import find_bsns
from bot.privacy.email import find_emails
from bot.privacy.folding import FoldedText, fold
from bot.privacy.iban import find_ibans
from bot.privacy.identity_document import find_identity_documents
from bot.privacy.licence_plate import find_licence_plates
from bot.privacy.name import find_names
from bot.privacy.personal_data import PersonalData, PersonalDataKind
from bot.privacy.phone import find_phone_numbers

_Finder = Callable[[str], Iterable[tuple[int, int]]]

# Where two overlap, the first in this order stays: what has a check digit before what only has a form.
_FINDERS: tuple[tuple[PersonalDataKind, _Finder], ...] = (
    (PersonalDataKind.EMAIL, find_emails),
    (PersonalDataKind.IBAN, find_ibans),
    (PersonalDataKind.BSN, find_bsns),
    (PersonalDataKind.IDENTITY_DOCUMENT, find_identity_documents),
    (PersonalDataKind.LICENCE_PLATE, find_licence_plates),
    (PersonalDataKind.PHONE, find_phone_numbers),
    (PersonalDataKind.ADDRESS, find_addresses),
    (PersonalDataKind.NAME, find_names),
)
_TAKEN = "\0"
_BESIDE_A_BIRTH_DATE = {PersonalDataKind.BSN, PersonalDataKind.NAME}


def find_personal_data(text: str) -> tuple[PersonalData, ...]:
    """Find what tells who someone is: numbers, addresses, dates of birth and names of people.

    Numbers are checked (BSN by the eleven test, IBAN modulo 97, telephone numbers against the numbering
    plans), so figures that only look alike are left alone. Public service numbers, organisations' mailboxes
    and post boxes, and officials named with their function are not personal data here.

    Args:
        text: as someone wrote it; at most some tens of thousands of characters.

    Returns:
        What was found, without overlaps, in the order of the text; places are in code points of ``text``.

    Example:
        >>> find_personal_data("Bel mevrouw De Vries op 06-12345678")
        (PersonalData(kind=<PersonalDataKind.NAME: 'name'>, text='De Vries', start=12, end=20),
         PersonalData(kind=<PersonalDataKind.PHONE: 'phone'>, text='06-12345678', start=24, end=35))
    """
    folded = fold(text)
    left = folded.text
    found: list[tuple[int, int, PersonalDataKind]] = []
    for kind, finder in _FINDERS:
        spans = list(finder(left))
        found += [(start, end, kind) for start, end in spans]
        left = _without(left, spans)
    beside = {end for _, end, kind in found if kind in _BESIDE_A_BIRTH_DATE}
    found += [(start, end, PersonalDataKind.BIRTH_DATE) for start, end in find_birth_dates(left, beside)]
    return tuple(_original(text, folded, sorted(found)))


def _without(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """The text with signs that belong to no word in the place of what was found; as long as before."""
    parts = []
    reached = 0
    for start, end in sorted(spans):
        parts += [text[reached:start], _TAKEN * (end - start)]
        reached = end
    return "".join([*parts, text[reached:]])


def _original(
    text: str, folded: FoldedText, found: Iterable[tuple[int, int, PersonalDataKind]]
) -> Iterator[PersonalData]:
    reached = 0
    for folded_start, folded_end, kind in found:
        start, end = folded.original(folded_start, folded_end)
        if start >= reached:
            yield PersonalData(kind, text[start:end], start, end)
            reached = end
