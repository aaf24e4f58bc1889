"""The other names of what a question mentions: the full name of an abbreviation, and the other way round."""

import re
from collections.abc import Sequence

from knowledge.glossary import Term


class OtherNames:
    """Finds the terms that a question mentions.

    Args:
        glossary: the terms; names for the same thing that are no abbreviation are not used, because
            with them the search found more and answered less (docs/retrieval.md).
    """

    def __init__(self, glossary: Sequence[Term]) -> None:
        self._names: dict[str, tuple[str, ...]] = {}
        for term in glossary:
            for abbreviation in term.abbreviations:
                self._names[abbreviation.casefold()] = (term.name,)
            if term.abbreviations:
                self._names[term.name.casefold()] = term.abbreviations
        longest_first = sorted(self._names, key=len, reverse=True)
        self._mention = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)")

    def of(self, question: str) -> tuple[str, ...]:
        """The other names of each term that a question mentions, in order, without repeats."""
        folded = question.casefold()
        names = [name for mention in self._mention.findall(folded) for name in self._names[mention]]
        return tuple(dict.fromkeys(name for name in names if name.casefold() not in folded))
