"""What the check for personal data finds."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from enum import StrEnum


class PersonalDataKind(StrEnum):
    """The kinds of personal data that are looked for."""

    BSN = "bsn"
    IBAN = "iban"
    PHONE = "phone"
    EMAIL = "email"
    LICENCE_PLATE = "licence_plate"
    IDENTITY_DOCUMENT = "identity_document"
    ADDRESS = "address"
    BIRTH_DATE = "birth_date"
    NAME = "name"


@dataclass(frozen=True, slots=True)
class PersonalData:
    """One piece of personal data in a text.

    Attributes:
        kind: what it is.
        text: as written, so ``given[start:end]``.
        start: place of its first code point.
        end: place after its last code point.
    """

    kind: PersonalDataKind
    text: str
    start: int
    end: int


def as_json(found: Iterable[PersonalData]) -> list[dict[str, str | int]]:
    """What was found, as plain values: ``[{"kind": "bsn", "text": "...", "start": 0, "end": 9}]``."""
    return [asdict(data) | {"kind": data.kind.value} for data in found]
