"""One message becomes an outcome: it goes to the commands, to the report being told, or to the answering."""

import asyncio
from dataclasses import dataclass, replace

from bot.attachments import Fetch
from bot.commands.command import Command, Name, read_command
from bot.commands.replies import FORGET, Commands
from bot.context import Context
from bot.conversation.choosing import chosen
from bot.conversation.control import control_of
from bot.dialogue import Dialogue, Read, introduced, phrases_for
from bot.intents.intent import Intent
from bot.intents.report_wish import describes
from bot.knelpunten.actions import ForgetPerson
from bot.knelpunten.attaching import Attaching
from bot.knelpunten.number import find_number
from bot.memory import Awaiting, Doubt, Memory
from bot.messages import Choice, Incoming, Kind, Reply, paragraph
from bot.outcome import Outcome
from bot.privacy.gate import Admitted, PrivacyGate
from bot.received import Received
from bot.reporting import Reporting
from bot.smalltalk import help_blocks
from bot.text import clean_lines
from bot.wording import commands as command_words
from bot.wording import intake as words
from bot.wording import privacy as privacy_words

YES, NO = "ja", "nee"
OFFER = (Choice(words.CHOICE_REPORT, YES), Choice(words.CHOICE_QUESTION, NO))
WHICH = (Choice(words.CHOICE_TELL, YES), Choice(words.CHOICE_ASK, NO))
CHOICES = {
    Doubt.WHETHER_TO_REPORT: OFFER,
    Doubt.QUESTION_OR_REPORT: WHICH,
    Doubt.WHETHER_TO_FORGET: FORGET,
}
FOR_TWO = {Name.REPORT, Name.MY_REPORTS, Name.REMARK, Name.MY_DATA, Name.FORGET_ME}
"""Commands for a conversation of two: what they show is for nobody else."""


@dataclass(frozen=True, slots=True)
class Parts:
    """Whom the responder hands messages to."""

    dialogue: Dialogue
    reporting: Reporting
    commands: Commands
    attaching: Attaching
    gate: PrivacyGate


class Responder:
    """Decides what comes of a message; changes nothing that is kept."""

    def __init__(self, parts: Parts) -> None:
        self._dialogue = parts.dialogue
        self._reporting = parts.reporting
        self._commands = parts.commands
        self._attaching = parts.attaching
        self._gate = parts.gate

    async def respond(self, incoming: Incoming, context: Context, fetch: Fetch) -> Outcome:
        """Respond to a message.

        Args:
            incoming: the message.
            context: what is kept of the sender in this conversation.
            fetch: gives the content of an attachment.
        """
        awaiting = context.memory.awaiting
        asked = awaiting is not None and awaiting.doubt is Doubt.WHAT_TO_DO_WITH_PERSONAL_DATA
        decided = self._gate.decide(incoming, clean_lines(incoming.text), asked=asked)
        admitted = decided if isinstance(decided, Admitted) else Admitted("")
        received = Received(incoming, admitted, context.memory, context.draft, context.away)
        if asked:
            received = received.awaiting(None)
        if incoming.withheld:
            said = Reply((paragraph(command_words.WITHHELD),))
            outcome = await self._reporting.ask_again(received, said)
        elif isinstance(decided, Reply):
            outcome = await self._reporting.ask_again(received, decided)
        elif admitted.attachments:
            outcome = await self._attach(received, fetch)
        else:
            outcome = await self._take(received)
        if admitted.dropped_files:
            dropped = Reply((paragraph(privacy_words.DROPPED),), Kind.REPORT)
            outcome = replace(outcome, replies=(dropped, *outcome.replies))
        replies, memory = introduced(outcome.replies, outcome.memory, received.text)
        return replace(outcome, replies=replies, memory=self._without_personal_data(memory))

    async def _attach(self, received: Received, fetch: Fetch) -> Outcome:
        if not received.incoming.direct:
            return received.continued_directly()
        attached = await self._attaching.attach(received.incoming, received.admitted, received.draft, fetch)
        received = replace(received, draft=attached.draft)
        notes = [Reply(tuple(map(paragraph, attached.notes)), Kind.REPORT)] if attached.notes else []
        if attached.found_in:
            asked = self._gate.hold_back_files(received.incoming, received.text, attached.found_in)
            outcome = received.awaiting(Awaiting(Doubt.WHAT_TO_DO_WITH_PERSONAL_DATA)).outcome(*notes, asked)
        elif received.text and find_number(received.text) is None:
            # Only the files were asked about, and what is said with them was not.
            outcome = await self._take(replace(received, admitted=Admitted(received.text)))
            return replace(outcome, replies=(*notes, *outcome.replies))
        else:
            outcome = await self._reporting.ask_again(received, *notes)
        return replace(outcome, action=attached.action)

    async def _take(self, received: Received) -> Outcome:
        steers = received.is_reporting and control_of(received.text) is not None
        command = None if steers else read_command(received.text)
        awaited = received.memory.awaiting
        received = received.awaiting(None)
        if command:
            return await self._carry_out(command, received)
        picked = chosen(received.text, CHOICES[awaited.doubt]) if awaited else None
        if awaited and picked:
            return await self._picked(awaited, picked, received)
        if received.draft and received.is_reporting:
            return await self._reporting.go_on(received, received.draft)
        return await self._alone(received)

    async def _carry_out(self, command: Command, received: Received) -> Outcome:
        if not received.incoming.direct and command.name in FOR_TWO:
            return received.continued_directly()
        match command.name:
            case Name.HELP:
                help_reply = Reply(help_blocks(phrases_for("")), Kind.COMMAND)
                return await self._reporting.ask_again(received, help_reply)
            case Name.REPORT | Name.REMARK if held_back := await self._reporting.held_back(received):
                return held_back
            case Name.REPORT:
                return await self._report(received.saying(command.argument))
        done = await self._commands.carry_out(command, received.incoming)
        outcome = await self._reporting.ask_again(received.awaiting(done.awaiting), done.reply)
        return replace(outcome, action=done.action)

    async def _picked(self, awaited: Awaiting, picked: Choice, received: Received) -> Outcome:
        if awaited.doubt is Doubt.WHETHER_TO_FORGET:
            if picked.value == NO:
                return await self._reporting.ask_again(received, _say(command_words.NOT_FORGOTTEN))
            return Outcome(
                replies=(_say(command_words.FORGOTTEN),),
                memory=Memory(introduced=True),
                action=ForgetPerson(),
            )
        earlier = received.saying(awaited.message)
        if picked.value == YES:
            return await self._report(earlier)
        read = await asyncio.to_thread(self._dialogue.read, earlier.text, received.memory)
        as_question = replace(read.recognised, intent=Intent.QUESTION)
        return await self._answer(earlier, replace(read, recognised=as_question))

    async def _report(self, received: Received) -> Outcome:
        """Begin a report, with the words of the message as its description where they tell of something."""
        description = received.text if describes(received.text) else ""
        return await self._reporting.begin(received, description)

    async def _alone(self, received: Received) -> Outcome:
        read = await asyncio.to_thread(self._dialogue.read, received.text, received.memory)
        wants_report = read.recognised.intent is Intent.REPORT
        # In a group nobody is asked which of the two: that can be told where the report is.
        in_doubt = read.recognised.in_doubt and received.incoming.direct
        if not (wants_report or in_doubt):
            return await self._answer(received, read)
        if not received.incoming.direct:
            return received.continued_directly()
        if not in_doubt and not describes(received.text):
            return await self._reporting.begin(received)
        held_back = await self._reporting.held_back(received)
        if held_back:
            return held_back
        doubt = Doubt.QUESTION_OR_REPORT if in_doubt else Doubt.WHETHER_TO_REPORT
        sentence = words.WHICH if in_doubt else words.OFFER
        asked = Reply((paragraph(sentence),), Kind.REPORT, CHOICES[doubt])
        return received.awaiting(Awaiting(doubt, received.text)).outcome(asked)

    async def _answer(self, received: Received, read: Read) -> Outcome:
        reply, memory = await asyncio.to_thread(self._dialogue.reply, read, received.memory)
        return replace(received, memory=memory).outcome(reply)

    def _without_personal_data(self, memory: Memory) -> Memory:
        exchanges = tuple(
            replace(exchange, question=self._gate.without_personal_data(exchange.question))
            for exchange in memory.exchanges
        )
        return replace(memory, exchanges=exchanges)


def _say(sentence: str) -> Reply:
    return Reply((paragraph(sentence),), Kind.COMMAND)
