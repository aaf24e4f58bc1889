"""Replies to commands about what is kept: reports, and what is known of a person."""

import json
from collections.abc import Sequence
from dataclasses import dataclass

from bot.commands.command import Command, Name, nearest
from bot.knelpunten.actions import Action, AddRemark
from bot.knelpunten.number import find_number, number_and_rest
from bot.knelpunten.report import Knelpunt
from bot.memory import Awaiting, Doubt
from bot.messages import Block, Choice, File, Incoming, Kind, Listing, Reply, Text, paragraph
from bot.storage.knelpunten import Knelpunten
from bot.storage.personal_data import PersonalData
from bot.wording import commands as words
from bot.wording.dates import day_of
from bot.wording.intake import LABELS, TOO_LONG
from index.words import words as words_of

LONGEST_REMARK = 3000
FORGET = (Choice(words.CHOICE_FORGET, "ja"), Choice(words.CHOICE_NOT_FORGET, "nee"))


@dataclass(frozen=True, slots=True)
class Done:
    """What comes of a command.

    Attributes:
        reply: what is said.
        action: what is done to what is kept.
        awaiting: what the assistant asks and waits for.
    """

    reply: Reply
    action: Action | None = None
    awaiting: Awaiting | None = None


class Commands:
    """Carries out the commands that need what is kept.

    Args:
        knelpunten: the reports.
        personal_data: what is kept of a person.
    """

    def __init__(self, knelpunten: Knelpunten, personal_data: PersonalData) -> None:
        self._knelpunten = knelpunten
        self._personal_data = personal_data

    async def carry_out(self, command: Command, incoming: Incoming) -> Done:
        """Carry out a command of the sender of a message."""
        match command.name:
            case Name.MY_REPORTS:
                found = await self._knelpunten.of_person(incoming.channel, incoming.sender)
                return Done(_my_reports(found))
            case Name.STATUS:
                return Done(await self._status(command.argument, incoming))
            case Name.REMARK:
                return await self._remark(command.argument, incoming)
            case Name.MY_DATA:
                return Done(await self._my_data(incoming))
            case Name.FORGET_ME:
                reply = _say(words.FORGET, choices=FORGET)
                return Done(reply, awaiting=Awaiting(Doubt.WHETHER_TO_FORGET))
            case _:
                return Done(unknown_command(command))

    async def _status(self, argument: str, incoming: Incoming) -> Reply:
        number = find_number(argument)
        if number is None:
            return _say(words.WHICH_STATUS)
        knelpunt = await self._knelpunten.find(number)
        if knelpunt is None:
            return _say(words.NO_SUCH_KNELPUNT.format(number=number))
        # In a group, what somebody told is for nobody else.
        is_own = incoming.direct and await self._knelpunten.takes_part(
            number, incoming.channel, incoming.sender
        )
        return Reply(_whole(knelpunt) if is_own else _outline(knelpunt), Kind.COMMAND)

    async def _remark(self, argument: str, incoming: Incoming) -> Done:
        number, text = number_and_rest(argument)
        if number is None or not words_of(text):
            return Done(_say(words.WHICH_REMARK))
        if len(text) > LONGEST_REMARK:
            return Done(_say(TOO_LONG.format(length=len(text), longest=LONGEST_REMARK)))
        if not await self._knelpunten.takes_part(number, incoming.channel, incoming.sender):
            return Done(_say(words.NOT_YOURS.format(number=number)))
        return Done(_say(words.REMARKED.format(number=number)), AddRemark(number=number, text=text))

    async def _my_data(self, incoming: Incoming) -> Reply:
        everything = await self._personal_data.everything_about(incoming.channel, incoming.sender)
        content = json.dumps(everything, ensure_ascii=False, indent=2, default=str).encode()
        file = File(words.MY_DATA_FILE, "application/json", content)
        return Reply((paragraph(words.MY_DATA),), Kind.COMMAND, files=(file,))


def unknown_command(command: Command) -> Reply:
    """Say that there is no such command, and which one may have been meant."""
    meant = nearest(command.typed)
    return _say(words.DID_YOU_MEAN.format(name=meant) if meant else words.UNKNOWN_COMMAND)


def _my_reports(found: Sequence[Knelpunt]) -> Reply:
    if not found:
        return _say(words.NO_REPORTS)
    items = tuple(
        (Text(knelpunt.number, strong=True), Text(f": {knelpunt.report.title} ({knelpunt.status})"))
        for knelpunt in found
    )
    return Reply((paragraph(words.MY_REPORTS), Listing(items)), Kind.COMMAND)


def _outline(knelpunt: Knelpunt) -> tuple[Block, ...]:
    reported = words.REPORTED.format(
        day=day_of(knelpunt.reported_at), organisation=knelpunt.report.organisation, status=knelpunt.status
    )
    return (
        paragraph(Text(f"{knelpunt.number}: {knelpunt.report.title}", strong=True)),
        paragraph(reported),
    )


def _whole(knelpunt: Knelpunt) -> tuple[Block, ...]:
    report = knelpunt.report
    items = [
        (Text(f"{label}: ", strong=True), Text(said))
        for name, label in LABELS.items()
        if isinstance(said := getattr(report, name, ""), str) and said and name != "title"
    ]
    items += [
        (Text(f"{words.SUPPORTED_BY}: ", strong=True), Text(support.organisation))
        for support in knelpunt.supports
    ]
    items += [(Text(f"{words.REMARK}: ", strong=True), Text(remark)) for remark in knelpunt.remarks]
    items += [(Text(f"{words.ATTACHMENT}: ", strong=True), Text(name)) for name in knelpunt.attachments]
    return (*_outline(knelpunt), Listing(tuple(items)), paragraph(words.ADD.format(number=knelpunt.number)))


def _say(sentence: str, choices: tuple[Choice, ...] = ()) -> Reply:
    return Reply((paragraph(sentence),), Kind.COMMAND, choices)
