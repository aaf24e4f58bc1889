"""A message in the course of a report: an answer, a question in between, or what may not be kept."""

import asyncio
from dataclasses import replace

from bot.conversation.control import Control, control_of
from bot.conversation.progress import Phase
from bot.conversation.transitions import resume
from bot.dialogue import Dialogue, Read
from bot.intents.intent import Intent
from bot.intents.question_form import is_asked
from bot.knelpunten.draft import Draft
from bot.knelpunten.intake import Intake, Turn
from bot.memory import about_personal_data
from bot.messages import Reply
from bot.outcome import Outcome
from bot.privacy.gate import PrivacyGate
from bot.received import Received
from bot.replying import Replying
from bot.wording import intake as words


class Reporting:
    """Begins reports and takes messages to those that are being told.

    Args:
        intake: conducts the conversation.
        dialogue: understands messages.
        gate: holds back what may not be kept.
        replying: replies to questions in between.
    """

    def __init__(self, intake: Intake, dialogue: Dialogue, gate: PrivacyGate, replying: Replying) -> None:
        self._intake = intake
        self._dialogue = dialogue
        self._gate = gate
        self._replying = replying

    async def begin(self, received: Received, description: str = "") -> Outcome:
        """Begin a report, or offer to go on with the one that was begun."""
        if received.draft is None:
            return _outcome(received, await self._intake.start(description))
        if received.draft.progress.phase is Phase.PAUSED:
            notes = (words.NOT_TAKEN,) if description else ()
            return _outcome(received, await self._intake.offer_to_resume(received.draft, *notes))
        draft = _resumed(received.draft)
        return _outcome(received, await self._intake.ask_again(draft))

    async def go_on(self, received: Received, draft: Draft) -> Outcome:
        """Take a message of somebody who is in the middle of a report."""
        question = await self._question_in(received)
        if received.away and draft.progress.phase is not Phase.RESUMING:
            if control_of(received.text) is Control.KEEP:
                return _outcome(received, await self._intake.ask_again(_resumed(draft)))
            notes = () if question else (words.NOT_TAKEN,)
            turn = replace(
                await self._intake.offer_to_resume(draft, *notes), is_question=question is not None
            )
        else:
            # What is taken for a question may be the answer.
            if draft.progress.phase is Phase.ASKING:
                held_back = await self.held_back(received)
                if held_back:
                    return held_back
            turn = await self._intake.take(draft, received.text, is_question=question is not None)
        if question and turn.is_question:
            answer, memory = await self._replying.reply(question, received)
            return _outcome(replace(received, memory=memory), turn, answer)
        return _outcome(received, turn)

    async def ask_again(self, received: Received, *before: Reply) -> Outcome:
        """Say something, and ask once more what the report is waiting for, where there is one."""
        if received.draft is None or not received.is_reporting:
            return received.outcome(*before)
        return _outcome(received, await self._intake.ask_again(received.draft), *before)

    async def held_back(self, received: Received) -> Outcome | None:
        """Hold a message back when it holds personal data, and ask what to do; None when it does not."""
        # A long text takes a moment to search.
        asked = await asyncio.to_thread(self._gate.hold_back, received.incoming, received.admitted)
        if asked is None:
            return None
        doubt = about_personal_data(received.incoming.event, received.memory.awaiting)
        return received.awaiting(doubt).outcome(asked)

    async def _question_in(self, received: Received) -> Read | None:
        if not is_asked(received.text) or control_of(received.text):
            return None
        read = await asyncio.to_thread(self._dialogue.read, received.text, received.memory)
        # What somebody asks about their own knelpunt is their story; any other question is one in between.
        return None if read.recognised.intent is Intent.REPORT else read


def _resumed(draft: Draft) -> Draft:
    return replace(draft, progress=resume(draft.progress))


def _outcome(received: Received, turn: Turn, *before: Reply) -> Outcome:
    return Outcome(
        replies=(*before, turn.reply), memory=received.memory, draft=turn.draft, action=turn.action
    )
