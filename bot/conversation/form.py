"""What a guided conversation asks: steps in order."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.messages import Choice


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that is asked.

    Attributes:
        name: identifies the step in its form.
        required: it cannot be skipped.
        choices: the answers to choose from; any text will do where there are none.
        several: more than one choice may be given.
        own_words: text that is no choice is an answer too.
        asked: False for what is only filled in or edited, from the summary.
        longest: characters that an answer may have.
    """

    name: str
    required: bool = False
    choices: tuple[Choice, ...] = ()
    several: bool = False
    own_words: bool = False
    asked: bool = True
    longest: int = 3000


@dataclass(frozen=True, slots=True)
class Form:
    """Steps in the order in which they are asked."""

    steps: tuple[Step, ...]

    def step(self, name: str) -> Step:
        """Give the step of that name.

        Raises:
            KeyError: there is none.
        """
        for step in self.steps:
            if step.name == name:
                return step
        raise KeyError(name)

    @property
    def asked(self) -> Sequence[Step]:
        """The steps that are asked one after the other."""
        return [step for step in self.steps if step.asked]
