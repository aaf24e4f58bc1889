"""The document that a command is about, and what is said behind its name."""

import re
from collections.abc import Collection
from dataclasses import dataclass

from bot.library.finding import document_named, nearest_documents

_BEHIND = re.compile(r"(?<!\s)\s++(?=(?:geldig|geldt|voor|terug)\b)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Named:
    """What a command is about.

    Attributes:
        typed: what somebody calls the document.
        document: its name; None where there is none that is called so.
        near: names of those that may be meant instead.
        rest: what is said behind it.
    """

    typed: str
    document: str | None
    near: tuple[str, ...]
    rest: str


def read_named(argument: str, documents: Collection[str], *, with_rest: bool) -> Named:
    """Read which document a command is about.

    A name may hold the very words that can be said behind it: what is the name of a document is taken for
    that, the longest first.

    Args:
        argument: what was typed behind the command.
        documents: names of those that there are.
        with_rest: whether something may be said behind the name.
    """
    splits = [(argument, "")]
    if with_rest:
        found = list(_BEHIND.finditer(argument))
        splits += [(argument[: one.start()], argument[one.end() :]) for one in reversed(found)]
    for typed, rest in splits:
        document = document_named(typed, documents)
        if document:
            return Named(typed, document, (), rest)
    # Where none is, the name ends where something else can be said.
    typed, rest = splits[-1]
    return Named(typed, None, nearest_documents(typed, documents), rest)
