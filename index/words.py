"""Text becomes words, and those that carry meaning."""

import re
import unicodedata

from bm25s.stopwords import STOPWORDS_DUTCH

_WORD = re.compile(r"\w+")
_STOP_WORDS = frozenset(STOPWORDS_DUTCH)


def words(text: str) -> list[str]:
    """Split a text into lower-case words without accents."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return _WORD.findall("".join(character for character in plain if not unicodedata.combining(character)))


def content_words(text: str) -> list[str]:
    """Return the words of a text that are no stop words, in order, with repeats."""
    return [word for word in words(text) if word not in _STOP_WORDS]
