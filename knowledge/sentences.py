"""Dutch text becomes sentences."""

import re
from collections.abc import Iterator

import sentencex

from knowledge.abbreviations import NEVER_LAST
from knowledge.windows import windows

_MOST_CHARACTERS = 10_000
_OPENING = "([“‘\"'„"
_INITIALS = re.compile(r"(?:[A-Z]\.|(?:Ch|Th|IJ|Ph|St)\.)+")
_ENUMERATOR = re.compile(r"[(\[]?(?:\d{1,3}|[a-z])[.)]$")
_LOWERCASE = re.compile(r"(?!['’][a-z]\s)[(\[“‘\"'„]*[a-zà-ÿ]")
_MISSED = re.compile(
    r"(?<=[.!?][)\]])\s+(?=[“‘\"'(]?[A-ZÀ-Þ])"  # after a sentence in brackets
    r"|(?<=[a-z][.!?])\s+(?=“[A-ZÀ-Þ])"  # before a quotation
    r"|(?<=[.!?])\s+(?=['’]s\s[A-Z])"  # before "'s Avonds"
    r"|(?<=\w\.[a-z]{2}\.)\s+(?=[A-ZÀ-Þ])"  # after a web address
)


def split_sentences(text: str) -> list[str]:
    """Split one paragraph into whole sentences, without losing a word.

    The boundaries are those of sentencex, corrected where it errs on Dutch government text: no
    sentence ends in an abbreviation that needs a sequel ("d.w.z.", "art.", "plv."), in initials,
    or before a small letter.

    Args:
        text: running text on one line (see :func:`knowledge.normalise.clean`).

    Example:
        >>> split_sentences("Zie art. 3 Awb, d.w.z. de zorgvuldigheid. Dat geldt ook voor plv. SG’s.")
        ['Zie art. 3 Awb, d.w.z. de zorgvuldigheid.', 'Dat geldt ook voor plv. SG’s.']
    """
    sentences: list[list[str]] = []
    for piece in _pieces(text):
        if sentences and _goes_on(sentences[-1][-1], piece):
            sentences[-1].append(piece)
        else:
            sentences.append([piece])
    return [" ".join(pieces) for pieces in sentences]


def _pieces(text: str) -> Iterator[str]:
    for segment in _segments(text):
        for piece in _MISSED.split(segment):
            if stripped := piece.strip():
                yield stripped


def _segments(text: str) -> Iterator[str]:
    """Yield the segments of sentencex, with those joined that it parts inside a word ("'|s Avonds")."""
    waiting = ""
    for window in windows(text, _MOST_CHARACTERS, (". ", " ")):
        for segment in sentencex.segment("nl", window):
            if waiting and waiting[-1].isspace():
                yield waiting
                waiting = ""
            waiting += segment
    yield waiting


def _goes_on(before: str, after: str) -> bool:
    """Tell whether a boundary falls inside a sentence."""
    if _LOWERCASE.match(after) or not any(map(str.isalnum, after)):
        return True
    if _ENUMERATOR.fullmatch(before):
        return True
    last = before.rsplit(maxsplit=1)[-1].lstrip(_OPENING)
    is_abbreviation = last.endswith(".") and last[:-1].lower() in NEVER_LAST
    return is_abbreviation or _INITIALS.fullmatch(last) is not None
