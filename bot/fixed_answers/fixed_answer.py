"""An answer that an admin wrote."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class FixedAnswer:
    """An answer that an admin wrote.

    Attributes:
        id: its number; None as long as it has none.
        questions: that it is for, as people ask them; at least one.
        text: the answer.
        source: what it leans on: the name of a document, a web address, or words.
        owner: who keeps it right.
        review_on: when it is looked at again.
    """

    id: int | None
    questions: tuple[str, ...]
    text: str
    source: str
    owner: str
    review_on: date
