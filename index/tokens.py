"""Text becomes words, and the stems of those that carry meaning."""

import re
import threading
import unicodedata

import Stemmer
from bm25s.stopwords import STOPWORDS_DUTCH

_WORD = re.compile(r"\w+")
_STOP_WORDS = frozenset(STOPWORDS_DUTCH)
_local = threading.local()


def words(text: str) -> list[str]:
    """Split a text into lower-case words without accents."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return _WORD.findall("".join(character for character in plain if not unicodedata.combining(character)))


def content_words(text: str) -> list[str]:
    """Return the words of a text that are no stop words, in order, with repeats."""
    return [word for word in words(text) if word not in _STOP_WORDS]


def terms(text: str) -> list[str]:
    """Return the stems of the words of a text that carry meaning, in order, with repeats."""
    stems: list[str] = _stemmer().stemWords(content_words(text))
    return stems


def _stemmer() -> Stemmer.Stemmer:
    """Return this thread's stemmer: its cache is not safe to share."""
    if not hasattr(_local, "stemmer"):
        _local.stemmer = Stemmer.Stemmer("dutch")
    return _local.stemmer
