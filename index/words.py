"""Text becomes words, and those that carry meaning."""

import re
import unicodedata
from itertools import filterfalse

from bm25s.stopwords import STOPWORDS_DUTCH

_WORD = re.compile(r"\w+")
_STOP_WORDS = frozenset(STOPWORDS_DUTCH)


def words(text: str) -> list[str]:
    """Split a text into lower-case words without accents."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return _WORD.findall("".join(filterfalse(unicodedata.combining, decomposed)))


def content_words(text: str) -> list[str]:
    """Return the words of a text that are no stop words, in order, with repeats."""
    return [word for word in words(text) if word not in _STOP_WORDS]
