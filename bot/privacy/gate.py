"""Holds back a message that holds personal data, until its sender says what to do with it.

What is held back is in the memory of this process and nowhere else.
"""

import re
from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from bot.conversation.choosing import chosen
from bot.memory import Awaiting
from bot.messages import Attachment, Block, Choice, Incoming, Kind, Listing, Reply, Span, Text, paragraph
from bot.privacy.blackening import blacken
from bot.privacy.personal_data import PersonalData
from bot.wording import privacy as words

MOST_HELD_BACK = 1000
MOST_LISTED = 10

BLACKEN = Choice(words.CHOICE_BLACKEN, "zwart maken")
REWRITE = Choice(words.CHOICE_REWRITE, "zelf herschrijven")
NOT_PERSONAL = Choice(words.CHOICE_NOT_PERSONAL, "dit is geen persoonsgegeven")
NOT_KEPT = Choice(words.CHOICE_NOT_KEPT, "niet bewaren")
CHOICES = (BLACKEN, REWRITE, NOT_PERSONAL)
CHOICES_FOR_FILE = (NOT_KEPT, NOT_PERSONAL)
ANY = (*CHOICES, NOT_KEPT)

_LONGEST_CHOICE = 60
_MEANS = {
    NOT_PERSONAL: re.compile(r"\bgeen persoonsgegevens?\b", re.IGNORECASE),
    BLACKEN: re.compile(r"\bzwart ?(?:te )?ma(?:ak|ken)\b|\bma(?:ak|ken)\b.*\bzwart\b", re.IGNORECASE),
    REWRITE: re.compile(r"\bherschrij(?:f|ven)\b", re.IGNORECASE),
}

Find = Callable[[str], Sequence[PersonalData]]


@dataclass(frozen=True, slots=True)
class _HeldBack:
    """A message that waits.

    Attributes:
        event: identifies the message.
        text: the message.
        found: the personal data in it.
        attachments: the files of it that wait.
        settled_by: event of the message that said what to do with it; it may be handled again.
    """

    event: str
    text: str
    found: Sequence[PersonalData] = ()
    attachments: tuple[Attachment, ...] = ()
    settled_by: str | None = None


@dataclass(frozen=True, slots=True)
class Admitted:
    """A message that may be kept, as it is here.

    Attributes:
        text: the message.
        attachments: the files that came with it.
        checked: its sender has said what to do with the personal data in it.
        dropped_files: files waited for an answer that this message is not; they are gone.
    """

    text: str
    attachments: tuple[Attachment, ...] = ()
    checked: bool = False
    dropped_files: bool = False


class PrivacyGate:
    """Lets messages through that may be kept.

    Args:
        find: finds personal data in a text.
    """

    def __init__(self, find: Find) -> None:
        self._find = find
        self._held_back: OrderedDict[tuple[str, str, str], _HeldBack] = OrderedDict()

    def decide(self, incoming: Incoming, text: str, *, asked: Awaiting | None) -> Admitted | Reply:
        """Let a message through, or the one held back before it where the message says what to do with that.

        Args:
            incoming: the message, for who sent it and where.
            text: what it says.
            asked: what the sender was asked to do, maybe by another process, or by one that is gone.

        Returns:
            What may be kept, or what is said instead.
        """
        held_back = self._waiting(incoming, asked)
        picked = None
        if not incoming.attachments:
            picked = _picked(text, _choices_for(held_back)) if asked else _named(text)
        if picked is None:
            self._held_back.pop(_who(incoming), None)
            dropped_files = held_back is not None and bool(held_back.attachments)
            return Admitted(text, incoming.attachments, dropped_files=dropped_files)
        if held_back is None:
            return _say(words.NOT_HELD)
        self._held_back[_who(incoming)] = replace(held_back, settled_by=incoming.event)
        if picked == BLACKEN:
            return Admitted(blacken(held_back.text, held_back.found), checked=True)
        if picked == NOT_PERSONAL:
            return Admitted(held_back.text, held_back.attachments, checked=True)
        return _say(words.REWRITE if picked == REWRITE else words.NOT_KEPT)

    def hold_back(self, incoming: Incoming, admitted: Admitted) -> Reply | None:
        """Hold a message back when it holds personal data, and ask what to do; None when it does not."""
        found = () if admitted.checked else self._find(admitted.text)
        if not found:
            return None
        self._hold(incoming, _HeldBack(incoming.event, admitted.text, found))
        blocks = (paragraph(words.FOUND), _listed(found), paragraph(words.WHAT_TO_DO))
        return Reply(blocks, Kind.REPORT, CHOICES)

    def hold_back_files(
        self, incoming: Incoming, text: str, found_in: Sequence[tuple[Attachment, Sequence[PersonalData]]]
    ) -> Reply:
        """Hold files back, and ask what to do.

        Args:
            incoming: the message that they came with.
            text: what it says.
            found_in: the files, with the personal data that are in each.
        """
        files = tuple(file for file, _ in found_in)
        self._hold(incoming, _HeldBack(incoming.event, text, attachments=files))
        blocks: list[Block] = []
        for file, found in found_in:
            name = self.without_personal_data(file.name)
            blocks += [paragraph(words.FOUND_IN_FILE.format(name=name)), _listed(found)]
        return Reply((*blocks, paragraph(words.WHAT_TO_DO_WITH_FILE)), Kind.REPORT, CHOICES_FOR_FILE)

    def without_personal_data(self, text: str) -> str:
        """Give a text as it may be kept, personal data blackened."""
        return blacken(text, self._find(text))

    def _hold(self, incoming: Incoming, held_back: _HeldBack) -> None:
        self._held_back[_who(incoming)] = held_back
        self._held_back.move_to_end(_who(incoming))
        while len(self._held_back) > MOST_HELD_BACK:
            self._held_back.popitem(last=False)

    def _waiting(self, incoming: Incoming, asked: Awaiting | None) -> _HeldBack | None:
        waiting = self._held_back.get(_who(incoming))
        # What its sender went on from with another process waits for nothing any more.
        if waiting is None or asked is None or asked.message not in {"", waiting.event}:
            return None
        return waiting if waiting.settled_by in {None, incoming.event} else None


def _who(incoming: Incoming) -> tuple[str, str, str]:
    return incoming.channel, incoming.conversation, incoming.sender


def _choices_for(held_back: _HeldBack | None) -> tuple[Choice, ...]:
    return CHOICES_FOR_FILE if held_back is not None and held_back.attachments else CHOICES


def _picked(text: str, choices: Sequence[Choice]) -> Choice | None:
    """Give the choice that a message means, also in a sentence around it."""
    picked = chosen(text, choices)
    if picked or len(text) > _LONGEST_CHOICE:
        return picked
    return next((choice for choice in choices if choice in _MEANS and _MEANS[choice].search(text)), None)


def _named(text: str) -> Choice | None:
    """Give the choice whose very words a message is: anything less may mean something else."""
    said = text.strip().casefold()
    return next((choice for choice in ANY if said in {choice.label.casefold(), choice.value}), None)


def _listed(found: Sequence[PersonalData]) -> Listing:
    """List what was found, each once; of very much only the first."""
    once = list({(one.kind, one.text): one for one in found}.values())
    items: list[tuple[Span, ...]] = [
        (
            Text(f"{words.KIND_NAMES[one.kind]}: "),
            Text(one.text, strong=True, kept_as=words.mark(one.kind)),
        )
        for one in once[:MOST_LISTED]
    ]
    if len(once) > MOST_LISTED:
        items.append((Text(words.MORE_FOUND.format(number=len(once) - MOST_LISTED)),))
    return Listing(tuple(items))


def _say(sentence: str) -> Reply:
    return Reply((paragraph(sentence),), Kind.REPORT)
