"""Which document somebody means by a name."""

import re
from collections.abc import Iterable, Mapping
from pathlib import PurePath

from rapidfuzz import fuzz, process

from index.words import words

_NEAR = 60
_MOST_NEAR = 3


def document_named(typed: str, documents: Iterable[str]) -> str | None:
    """Give the document with this name, whatever its capitals, with or without its suffix; None for none.

    Args:
        typed: what somebody calls it.
        documents: file names.
    """
    names = sorted(documents)
    if typed in names:
        return typed
    for name_of in (str, _stem):
        same = [name for name in names if name_of(name).casefold() == typed.casefold()]
        if len(same) == 1:
            return same[0]
    return None


def documents_in_words(typed: str, documents: Mapping[str, str]) -> tuple[str, ...]:
    """Give the documents whose whole name, or whose web address, is among what somebody typed.

    Args:
        typed: such as ``nota.pdf, pagina 3``.
        documents: web address, or ``""``, by file name.
    """
    called: dict[str, list[str]] = {}
    for name, url in documents.items():
        for one in filter(None, (name.casefold(), url.casefold().rstrip("/"))):
            called.setdefault(one, []).append(name)
    left, found = typed.casefold(), set[str]()
    # The longest first: "oude nota.pdf" does not name nota.pdf too.
    for one in sorted(called, key=len, reverse=True):
        left, times = re.subn(rf"(?<![\w./-]){re.escape(one)}(?![\w-]|[./?]\w)", "\n", left)
        if times:
            found.update(called[one])
    return tuple(sorted(found))


def nearest_documents(typed: str, documents: Iterable[str]) -> tuple[str, ...]:
    """Give the documents, at most three, that somebody may have meant, the nearest first.

    Args:
        typed: what somebody calls it.
        documents: file names.
    """
    bare: Mapping[str, str] = {name: " ".join(words(_stem(name))) for name in sorted(documents)}
    # A name that is typed has its own suffix or none: what it is called says which document it is.
    asked = " ".join(words(_stem(typed)))
    found = process.extract(asked, bare, scorer=fuzz.token_set_ratio, score_cutoff=_NEAR, limit=_MOST_NEAR)
    return tuple(name for _, _, name in found)


def _stem(name: str) -> str:
    return PurePath(name).stem
