"""Words as Dutch full text: which of those that a query holds are looked for."""

from collections.abc import Mapping

from index.words import words

MOST_MATCHES = 2_000
"""Passages that are ranked by words: the rarest words of a query that together are in no more than these.

Ranking reads each passage that matches; a word that is everywhere chooses nothing.
"""


def as_full_text(text: str) -> str:
    """Give what is indexed of a text: words in lower case, without accents and signs."""
    return " ".join(words(text))


def query_for(passages: Mapping[str, int]) -> str:
    """Write what is looked for, as a `tsquery`; empty where that is nothing.

    Args:
        passages: how many passages hold each word of the query, as the dictionary of full text gives them.
    """
    chosen: list[str] = []
    matches = 0
    for word, holding in sorted(passages.items(), key=lambda item: (item[1], item[0])):
        matches += holding
        if holding > 0 and (matches <= MOST_MATCHES or not chosen):
            chosen.append("'" + word.replace("\\", "\\\\").replace("'", "''") + "'")
    return " | ".join(chosen)
