"""The commands that are for everyone: about own reports, and what is known of oneself."""

import json
from collections.abc import Iterator, Sequence

from bot.commands.command import Command, Name, nearest
from bot.commands.done import Done, say
from bot.knelpunten.actions import PreferNotices
from bot.knelpunten.history import Event, EventKind
from bot.knelpunten.number import find_number
from bot.knelpunten.report import Knelpunt
from bot.memory import Awaiting, Doubt
from bot.messages import Block, Choice, File, Incoming, Kind, Listing, Reply, Text, paragraph
from bot.storage.knelpunten import Knelpunten
from bot.storage.personal_data import PersonalData
from bot.wording import commands as words
from bot.wording import workflow as workflow_words
from bot.wording.dates import day_of
from bot.wording.intake import LABELS

FORGET = (Choice(words.CHOICE_FORGET, "ja"), Choice(words.CHOICE_NOT_FORGET, "nee"))


class OwnCommands:
    """Carries out the commands about what is kept of their sender.

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
            case Name.MY_REPORTS | Name.STATUS | Name.MY_DATA:
                return Done(await self._shown(command, incoming))
            case Name.FORGET_ME:
                reply = say(words.FORGET, choices=FORGET)
                return Done(reply, awaiting=Awaiting(Doubt.WHETHER_TO_FORGET))
            case Name.NOTICES:
                return _notices(command.argument)
            case _:
                return Done(unknown_command(command))

    async def _shown(self, command: Command, incoming: Incoming) -> Reply:
        match command.name:
            case Name.STATUS:
                return await self._status(command.argument, incoming)
            case Name.MY_DATA:
                return await self._my_data(incoming)
            case _:
                return _my_reports(await self._knelpunten.of_person(incoming.channel, incoming.sender))

    async def _status(self, argument: str, incoming: Incoming) -> Reply:
        number = find_number(argument)
        if number is None:
            return say(words.WHICH_STATUS)
        knelpunt = await self._knelpunten.find(number)
        if knelpunt is None:
            return say(words.NO_SUCH_KNELPUNT.format(number=number))
        # In a group, what somebody told is for nobody else.
        is_own = incoming.direct and await self._knelpunten.takes_part(
            number, incoming.channel, incoming.sender
        )
        if not is_own:
            return Reply(_outline(knelpunt), Kind.COMMAND)
        return Reply(_whole(knelpunt, await self._knelpunten.history(number)), Kind.COMMAND)

    async def _my_data(self, incoming: Incoming) -> Reply:
        everything = await self._personal_data.everything_about(incoming.channel, incoming.sender)
        content = json.dumps(everything, ensure_ascii=False, indent=2, default=str).encode()
        file = File(words.MY_DATA_FILE, "application/json", content)
        return Reply((paragraph(words.MY_DATA),), Kind.COMMAND, files=(file,))


def _notices(argument: str) -> Done:
    wanted = {"aan": True, "uit": False}.get(argument.casefold().strip(" ."))
    if wanted is None:
        return Done(say(workflow_words.NOTICES_WHICH))
    said = workflow_words.NOTICES_ON if wanted else workflow_words.NOTICES_OFF
    return Done(say(said), PreferNotices(wanted=wanted))


def unknown_command(command: Command) -> Reply:
    """Say that there is no such command, and which one may have been meant."""
    meant = nearest(command.typed)
    return say(words.DID_YOU_MEAN.format(name=meant) if meant else words.UNKNOWN_COMMAND)


def _my_reports(found: Sequence[Knelpunt]) -> Reply:
    if not found:
        return say(words.NO_REPORTS)
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


def _whole(knelpunt: Knelpunt, history: Sequence[Event]) -> tuple[Block, ...]:
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
    return (
        *_outline(knelpunt),
        *_said_of_where_it_stands(knelpunt.number, history),
        Listing(tuple(items)),
        paragraph(words.ADD.format(number=knelpunt.number)),
    )


def _said_of_where_it_stands(number: str, history: Sequence[Event]) -> Iterator[Block]:
    """Say what those who take part were told when it came to stand there."""
    last = next(event for event in reversed(history) if "status" in event.data)
    if last.kind is EventKind.CHANGED and last.data["why"]:
        yield paragraph(workflow_words.WHY.format(why=last.data["why"]))
    elif last.kind is EventKind.ASKED:
        yield paragraph(words.ASKED.format(question=last.data["text"]))
        yield paragraph(workflow_words.HOW_TO_ANSWER.format(number=number))
