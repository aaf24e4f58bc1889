"""The words of a text with their places."""

import re
from bisect import bisect_right
from dataclasses import dataclass

_WORD = re.compile(
    r"'s-[^\W\d_]+|(?<![^\W_])'[tsn](?![^\W_])|\d{1,2}(?:e|ste|de)(?![^\W_])"
    r"|[^\W\d_]+(?:['-](?!s(?![^\W_]))[^\W\d_]+)*"
)


@dataclass(frozen=True, slots=True)
class Word:
    """A word; hyphens and apostrophes inside belong to it, a full stop or ``'s`` after it do not.

    Attributes:
        text: as written.
        start: place of its first character.
        end: place after its last letter.
        has_stop: whether a full stop follows.
    """

    text: str
    start: int
    end: int
    has_stop: bool

    @property
    def lower(self) -> str:
        """The word in small letters."""
        return self.text.lower()

    @property
    def is_capitalised(self) -> bool:
        """Whether it starts with a capital."""
        return self.text[0].isupper()


class Words:
    """The words of a text, by number and by place."""

    def __init__(self, text: str) -> None:
        """Find the words.

        Args:
            text: folded text.
        """
        self.text = text
        self._words = tuple(
            Word(match[0], match.start(), match.end(), text.startswith(".", match.end()))
            for match in _WORD.finditer(text)
        )
        self._starts = [word.start for word in self._words]

    def __len__(self) -> int:
        return len(self._words)

    def __getitem__(self, index: int) -> Word:
        return self._words[index]

    def gap(self, index: int) -> str:
        """What stands between a word and the one before it, without the full stop of that one."""
        if index == 0:
            return "\n"
        previous = self._words[index - 1]
        return self.text[previous.end + previous.has_stop : self._words[index].start]

    def follows_closely(self, index: int) -> bool:
        """Whether there is such a word, and only a space (or a stop) between it and the one before."""
        return 0 < index < len(self) and self.gap(index) in {" ", "  ", ""}

    def ending_at(self, place: int) -> int | None:
        """The number of the word that ends at a place, if one does."""
        index = bisect_right(self._starts, place) - 1
        if index < 0:
            return None
        word = self._words[index]
        return index if place in {word.end, word.end + word.has_stop} else None
