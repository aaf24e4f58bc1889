"""Text becomes terms of the lexical index: the runs of four letters in each word that carries meaning.

Runs of letters find a word in its inflections, inside a compound, split or joined wrongly, and with a
typing error, which stems do not; McNamee and Mayfield 2004, "Character N-Gram Tokenization for European
Language Text Retrieval", https://doi.org/10.1023/B:INRT.0000009441.78971.be.
"""

from functools import lru_cache

from index.words import content_words

_LENGTH = 4


def letter_runs(text: str) -> list[str]:
    """Return the runs in order, with repeats; `_` marks the edges of a word."""
    return [run for word in content_words(text) for run in _runs(word)]


@lru_cache(maxsize=10_000)
def _runs(word: str) -> tuple[str, ...]:
    marked = f"_{word}_"
    return tuple(marked[start : start + _LENGTH] for start in range(max(1, len(marked) - _LENGTH + 1)))
