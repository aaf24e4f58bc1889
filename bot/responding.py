"""One message becomes an outcome: it goes to the commands, to the report being told, or to the answering."""

import asyncio
from dataclasses import dataclass, replace

from bot.admin_rooms import AdminRooms
from bot.attachments import Fetch
from bot.commands.command import Command, Name, read_command
from bot.commands.commands import Commands
from bot.commands.done import Done
from bot.commands.offering import meant_with
from bot.context import Context
from bot.conversation.choosing import means_last_shown
from bot.conversation.control import control_of
from bot.conversing import Conversing
from bot.deciding import Deciding
from bot.dialogue import introduced
from bot.filing import Filing
from bot.knelpunten.attaching import Attaching
from bot.knelpunten.number import find_number
from bot.library.adding.pending import still_pending
from bot.library.term_words import ROOM
from bot.memory import Doubt, Memory, about_personal_data
from bot.messages import Incoming, Kind, Reply, paragraph
from bot.outcome import Outcome, PrivilegedUse
from bot.permissions import NEEDED, TENDING
from bot.privacy.gate import Admitted, PrivacyGate
from bot.received import Received
from bot.reindexing.actions import RequestJob
from bot.reporting import Reporting
from bot.text import clean_lines
from bot.wording import commands as command_words
from bot.wording import privacy as privacy_words

FOR_ALL = {Name.HELP, Name.STATUS}
"""Commands that may be used in a group; what the others show is for nobody else."""

OF_DOCUMENTS = {Name.DOCUMENTS, Name.DOCUMENT, Name.WITHDRAW, Name.ADD_PAGE}
"""Commands about documents, which are named and may be for some rooms only."""

WITH_WORDS = {
    Name.REPORT,
    Name.REMARK,
    Name.ASK,
    Name.SET,
    Name.LESSON,
    Name.EVALUATION,
    Name.GAPS,
    Name.FIXED_ANSWER,
    *OF_DOCUMENTS,
}
"""Commands with words of the sender's own, in which there may be personal data."""


@dataclass(frozen=True, slots=True)
class Parts:
    """Whom the responder hands messages to."""

    reporting: Reporting
    conversing: Conversing
    deciding: Deciding
    commands: Commands
    filing: Filing
    attaching: Attaching
    gate: PrivacyGate


class Responder:
    """Decides what comes of a message; changes nothing that is kept.

    Args:
        parts: whom messages are handed to.
        admin_rooms: the groups in which admins tend the knowledge.
    """

    def __init__(self, parts: Parts, admin_rooms: AdminRooms) -> None:
        self._reporting = parts.reporting
        self._conversing = parts.conversing
        self._deciding = parts.deciding
        self._commands = parts.commands
        self._filing = parts.filing
        self._attaching = parts.attaching
        self._gate = parts.gate
        self._admin_rooms = admin_rooms

    async def respond(self, incoming: Incoming, context: Context, fetch: Fetch) -> Outcome:
        """Respond to a message.

        Args:
            incoming: the message.
            context: what is kept of the sender in this conversation.
            fetch: gives the content of an attachment.
        """
        awaiting = context.memory.awaiting
        if awaiting and awaiting.doubt is not Doubt.WHAT_TO_DO_WITH_PERSONAL_DATA:
            awaiting = None
        decided = self._gate.decide(incoming, clean_lines(incoming.text), asked=awaiting)
        admitted = decided if isinstance(decided, Admitted) else Admitted("")
        received = Received(incoming, admitted, context.memory, context.draft, context.away)
        if awaiting:
            received = received.awaiting(awaiting.before)
        if incoming.withheld:
            said = Reply((paragraph(command_words.WITHHELD),))
            outcome = await self._reporting.ask_again(received, said)
        elif isinstance(decided, Reply):
            outcome = await self._reporting.ask_again(received, decided)
        elif admitted.attachments:
            outcome = await self._attach(received, fetch)
        else:
            outcome = await self._take(received, fetch)
        if admitted.dropped_files:
            dropped = Reply((paragraph(privacy_words.DROPPED),), Kind.REPORT)
            outcome = replace(outcome, replies=(dropped, *outcome.replies))
        replies, memory = outcome.replies, outcome.memory
        if not isinstance(outcome.action, RequestJob):
            # How far that is takes the place of the reply: who the assistant is would be gone with it.
            replies, memory = introduced(replies, memory, received.text)
        return replace(outcome, replies=replies, memory=self._without_personal_data(memory))

    async def _attach(self, received: Received, fetch: Fetch) -> Outcome:
        filed = await self._filing.file(received, fetch)
        if filed:
            return still_pending(received.memory.pending, filed, self._filing.sizes)
        if not received.incoming.direct:
            return received.continued_directly()
        attached = await self._attaching.attach(received.incoming, received.admitted, received.draft, fetch)
        received = replace(received, draft=attached.draft)
        notes = [Reply(tuple(map(paragraph, attached.notes)), Kind.REPORT)] if attached.notes else []
        if attached.found_in:
            asked = self._gate.hold_back_files(received.incoming, received.text, attached.found_in)
            doubt = about_personal_data(received.incoming.event, received.memory.awaiting)
            outcome = received.awaiting(doubt).outcome(*notes, asked)
        elif received.text and find_number(received.text) is None:
            # Only the files were asked about, and what is said with them was not.
            outcome = await self._take(replace(received, admitted=Admitted(received.text)), fetch)
            return replace(outcome, replies=(*notes, *outcome.replies))
        else:
            outcome = await self._reporting.ask_again(received, *notes)
        return replace(outcome, action=attached.action)

    async def _take(self, received: Received, fetch: Fetch) -> Outcome:
        asked, pending = received.memory.awaiting, received.memory.pending
        if pending and meant_with(received.text, asked) == received.text:
            if asked != pending and means_last_shown(received.text):
                # It is about what was shown after the files, also when it is said once more.
                pending = asked
            elif decided := await self._filing.decide(pending, received.awaiting(None), fetch):
                return decided
        return still_pending(pending, await self._take_words(received), self._filing.sizes)

    async def _take_words(self, received: Received) -> Outcome:
        if not received.is_reporting:
            received = received.saying(meant_with(received.text, received.memory.awaiting))
        steers = received.is_reporting and control_of(received.text) is not None
        command = None if steers else read_command(received.text)
        awaited = received.memory.awaiting
        received = received.awaiting(None)
        if command:
            return await self._carry_out(command, received)
        decided = await self._deciding.decide(awaited, received) if awaited else None
        if decided:
            return decided
        if received.draft and received.is_reporting:
            if await self._conversing.answers_notice(received):
                heard = await self._conversing.about_knelpunt(received)
                if heard:
                    return heard
            waiting = awaited if awaited and awaited.doubt is Doubt.ANSWER_ABOUT_KNELPUNT else None
            return await self._reporting.go_on(received.awaiting(waiting), received.draft)
        return await self._conversing.alone(received, awaited)

    async def _carry_out(self, command: Command, received: Received) -> Outcome:
        if command.name is not None and not self._may_be_used_here(command.name, received.incoming):
            return received.continued_directly()
        match command.name:
            case name if name in WITH_WORDS and (held_back := await self._held_back(name, received)):
                return held_back
            case Name.REPORT:
                return await self._conversing.report(received.saying(command.argument))
        done = await self._commands.carry_out(command, received.incoming)
        outcome = await self._reporting.ask_again(received.awaiting(done.awaiting), done.reply)
        return replace(outcome, action=done.action, use=_use(command, done))

    async def _held_back(self, name: Name, received: Received) -> Outcome | None:
        if name in OF_DOCUMENTS:
            # On Telegram the number of a room may look like that of a person.
            besides = ROOM.sub(" ", received.text)
            if await asyncio.to_thread(self._gate.without_personal_data, besides) == besides:
                return None
        return await self._reporting.held_back(received)

    def _may_be_used_here(self, name: Name, incoming: Incoming) -> bool:
        if incoming.direct or name in FOR_ALL:
            return True
        return name in TENDING and self._admin_rooms.have(incoming)

    def _without_personal_data(self, memory: Memory) -> Memory:
        exchanges = tuple(
            replace(exchange, question=self._gate.without_personal_data(exchange.question))
            for exchange in memory.exchanges
        )
        return replace(memory, exchanges=exchanges)


def _use(command: Command, done: Done) -> PrivilegedUse | None:
    if command.name is None or command.name not in NEEDED:
        return None
    return PrivilegedUse(command.name, find_number(command.argument), allowed=not done.refused)
