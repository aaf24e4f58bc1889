"""Words become terms of the lexical index: lower case, no accents, no stop words, Dutch stems."""

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


def terms(text: str) -> list[str]:
    """Return the stems of the words of a text that carry meaning, in order, with repeats."""
    stems: list[str] = _stemmer().stemWords([word for word in words(text) if word not in _STOP_WORDS])
    return stems


def _stemmer() -> Stemmer.Stemmer:
    """Return this thread's stemmer: its cache is not safe to share."""
    if not hasattr(_local, "stemmer"):
        _local.stemmer = Stemmer.Stemmer("dutch")
    return _local.stemmer
