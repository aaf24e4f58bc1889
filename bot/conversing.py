"""A message that is no command and no part of a report: a question, a greeting, a wish to report."""

import asyncio
from dataclasses import replace
from datetime import UTC, datetime

from bot.commands.done import Done, say
from bot.dialogue import Dialogue, Read
from bot.doubts import CHOICES
from bot.intents.intent import Intent
from bot.intents.question_form import is_asked
from bot.intents.report_wish import describes
from bot.memory import Awaiting, Doubt
from bot.messages import Kind, Reply, paragraph
from bot.outcome import Outcome
from bot.received import Received
from bot.replying import Replying
from bot.reporting import Reporting
from bot.wording import intake as words
from bot.wording import workflow as workflow_words
from bot.workflow.hearing import Hearing

NO_ANSWER = {Intent.SMALLTALK, Intent.COMMAND, Intent.HOSTILE}
"""What cannot be the answer to a question about a knelpunt."""


class Conversing:
    """Decides what comes of such a message.

    Args:
        dialogue: answers questions.
        reporting: begins reports, and goes back to the one that is being told.
        hearing: takes what people say about their knelpunten.
        replying: replies to questions.
    """

    def __init__(
        self, dialogue: Dialogue, reporting: Reporting, hearing: Hearing, replying: Replying
    ) -> None:
        self._dialogue = dialogue
        self._reporting = reporting
        self._hearing = hearing
        self._replying = replying

    async def report(self, received: Received) -> Outcome:
        """Begin a report, with the words of the message as its description where they tell of something."""
        description = received.text if describes(received.text) else ""
        return await self._reporting.begin(received, description)

    async def about_knelpunt(self, received: Received) -> Outcome | None:
        """Take a message that begins with the number of a knelpunt of its sender; None where it does not."""
        heard = await self._hearing.hear(received.text, received.incoming, datetime.now(UTC))
        if heard is None:
            return None
        return await self._reporting.held_back(received) or await self.done(received, heard)

    async def answers_notice(self, received: Received) -> bool:
        """Whether a message answers what was asked about a knelpunt, and names it: also in mid-report."""
        return await self._hearing.is_asked_for(received.text, received.incoming)

    async def alone(self, received: Received, awaited: Awaiting | None) -> Outcome:
        """Take a message that stands alone.

        Args:
            received: the message; nothing is waited for any more.
            awaited: what was waited for, and was not chosen from.
        """
        about = await self.about_knelpunt(received)
        if about:
            return about
        read = await asyncio.to_thread(self._dialogue.read, received.text, received.memory)
        if awaited and awaited.doubt is Doubt.ANSWER_ABOUT_KNELPUNT and received.incoming.direct:
            if not is_asked(received.text) and read.recognised.intent not in NO_ANSWER:
                return await self._ask_whether_answer(received, awaited)
            # What was asked about a knelpunt waits while something else is talked about.
            received = received.awaiting(awaited)
        # In a group nobody is asked which of the two: that can be told where the report is.
        in_doubt = read.recognised.in_doubt and received.incoming.direct
        if in_doubt or read.recognised.intent is Intent.REPORT:
            if await self._replying.knows(read.text):
                return await self.answer_question(received)
            return await self._offer_report(received, in_doubt=in_doubt)
        return await self._answer(received, read)

    async def answer_question(self, received: Received) -> Outcome:
        """Take a message for a question, whatever it looks like."""
        read = await asyncio.to_thread(self._dialogue.read, received.text, received.memory)
        as_question = replace(read.recognised, intent=Intent.QUESTION)
        return await self._answer(received, replace(read, recognised=as_question))

    async def _offer_report(self, received: Received, *, in_doubt: bool) -> Outcome:
        if not received.incoming.direct:
            return received.continued_directly()
        if not in_doubt and not describes(received.text):
            return await self._reporting.begin(received)
        doubt = Doubt.QUESTION_OR_REPORT if in_doubt else Doubt.WHETHER_TO_REPORT
        sentence = words.WHICH if in_doubt else words.OFFER
        return await self._reporting.held_back(received) or received.awaiting(
            Awaiting(doubt, received.text)
        ).outcome(Reply((paragraph(sentence),), Kind.REPORT, CHOICES[doubt]))

    async def _ask_whether_answer(self, received: Received, awaited: Awaiting) -> Outcome:
        sentence = workflow_words.IS_THIS_THE_ANSWER.format(number=awaited.message)
        doubt = Awaiting(Doubt.WHETHER_ANSWER, f"{awaited.message} {received.text}")
        held_back = await self._reporting.held_back(received.awaiting(awaited))
        return held_back or received.awaiting(doubt).outcome(say(sentence, CHOICES[doubt.doubt]))

    async def done(self, received: Received, done: Done) -> Outcome:
        """Say what came of something, and ask again what a report is waiting for."""
        outcome = await self._reporting.ask_again(received.awaiting(done.awaiting), done.reply)
        return replace(outcome, action=done.action)

    async def _answer(self, received: Received, read: Read) -> Outcome:
        reply, memory = await self._replying.reply(read, received)
        return replace(received, memory=memory).outcome(reply)
