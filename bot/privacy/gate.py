"""Holds back a message that holds personal data, until its sender says what to do with it.

What is held back is in the memory of this process and nowhere else.
"""

from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from bot.conversation.choosing import chosen
from bot.messages import Choice, Incoming, Kind, Listing, Reply, Text, paragraph
from bot.privacy.blackening import blacken
from bot.privacy.personal_data import PersonalData
from bot.wording import privacy as words

MOST_HELD_BACK = 1000

BLACKEN = Choice(words.CHOICE_BLACKEN, "zwart maken")
REWRITE = Choice(words.CHOICE_REWRITE, "zelf herschrijven")
NOT_PERSONAL = Choice(words.CHOICE_NOT_PERSONAL, "dit is geen persoonsgegeven")
CHOICES = (BLACKEN, REWRITE, NOT_PERSONAL)

Find = Callable[[str], Sequence[PersonalData]]


@dataclass(frozen=True, slots=True)
class _HeldBack:
    """A message that waits.

    Attributes:
        text: the message.
        settled_by: event of the message that said what to do with it; it may be handled again.
    """

    text: str
    settled_by: str | None = None


@dataclass(frozen=True, slots=True)
class Admitted:
    """A message that may be kept, as it is here.

    Attributes:
        text: the message.
        checked: its sender has said what to do with the personal data in it.
    """

    text: str
    checked: bool = False


class PrivacyGate:
    """Lets messages through that may be kept.

    Args:
        find: finds personal data in a text.
    """

    def __init__(self, find: Find) -> None:
        self._find = find
        self._held_back: OrderedDict[tuple[str, str, str], _HeldBack] = OrderedDict()

    def decide(self, incoming: Incoming, text: str) -> Admitted | Reply:
        """Let a message through, or the one held back before it where the message says what to do with that.

        Args:
            incoming: the message, for who sent it and where.
            text: what it says.

        Returns:
            What may be kept, or what is said instead.
        """
        held_back = self._waiting(incoming)
        picked = chosen(text, CHOICES) if held_back is not None else _named(text)
        if picked is None:
            self._held_back.pop(_who(incoming), None)
            return Admitted(text)
        if held_back is None:
            return Reply((paragraph(words.NOT_HELD),), Kind.REPORT)
        self._held_back[_who(incoming)] = _HeldBack(held_back, settled_by=incoming.event)
        if picked == BLACKEN:
            return Admitted(blacken(held_back, self._find(held_back)), checked=True)
        if picked == NOT_PERSONAL:
            return Admitted(held_back, checked=True)
        return Reply((paragraph(words.REWRITE),), Kind.REPORT)

    def hold_back(self, incoming: Incoming, admitted: Admitted) -> Reply | None:
        """Hold a message back when it holds personal data, and ask what to do; None when it does not."""
        found = () if admitted.checked else self._find(admitted.text)
        if not found:
            return None
        self._held_back[_who(incoming)] = _HeldBack(admitted.text)
        while len(self._held_back) > MOST_HELD_BACK:
            self._held_back.popitem(last=False)
        return Reply(
            (paragraph(words.FOUND), _listed(found), paragraph(words.WHAT_TO_DO)), Kind.REPORT, CHOICES
        )

    def without_personal_data(self, text: str) -> str:
        """Give a text as it may be kept, personal data blackened."""
        return blacken(text, self._find(text))

    def _waiting(self, incoming: Incoming) -> str | None:
        waiting = self._held_back.get(_who(incoming))
        if waiting is None or waiting.settled_by not in {None, incoming.event}:
            return None
        return waiting.text


def _who(incoming: Incoming) -> tuple[str, str, str]:
    return incoming.channel, incoming.conversation, incoming.sender


def _named(text: str) -> Choice | None:
    """Give the choice whose very words a message is: anything less may mean something else."""
    said = text.strip().casefold()
    return next((choice for choice in CHOICES if said in {choice.label.casefold(), choice.value}), None)


def _listed(found: Sequence[PersonalData]) -> Listing:
    return Listing(
        tuple(
            (
                Text(f"{words.KIND_NAMES[one.kind]}: "),
                Text(one.text, strong=True, kept_as=words.mark(one.kind)),
            )
            for one in found
        )
    )
