"""A choice that somebody makes in what the assistant asked outside a report."""

from datetime import UTC, datetime

from bot.commands.done import Done, say
from bot.conversation.choosing import chosen
from bot.conversing import Conversing
from bot.doubts import CHOICES
from bot.knelpunten.actions import ForgetPerson
from bot.memory import Awaiting, Doubt, Memory
from bot.outcome import Outcome
from bot.received import Received
from bot.wording import commands as command_words
from bot.wording import workflow as workflow_words
from bot.workflow.hearing import Hearing
from bot.workflow.notices import YES


class Deciding:
    """Does what people choose.

    Args:
        conversing: takes messages for what they turn out to be.
        hearing: takes what people say about their knelpunten.
    """

    def __init__(self, conversing: Conversing, hearing: Hearing) -> None:
        self._conversing = conversing
        self._hearing = hearing

    async def decide(self, awaited: Awaiting, received: Received) -> Outcome | None:
        """Take the choice that a message makes; None where it makes none.

        Args:
            awaited: what was asked.
            received: the message; nothing is waited for any more.
        """
        picked = chosen(received.text, CHOICES.get(awaited.doubt, ()))
        if picked is None:
            return None
        earlier = received.saying(awaited.message)
        outcome: Outcome | None
        match awaited.doubt, picked.value == YES:
            case Doubt.WHETHER_TO_FORGET, is_sure:
                outcome = await self._forget(received, is_sure=is_sure)
            case Doubt.WHETHER_SOLVED, _:
                about = received.saying(f"{awaited.message} {picked.value}")
                outcome = await self._conversing.about_knelpunt(about)
            case Doubt.WHETHER_ANSWER, True:
                outcome = await self._conversing.about_knelpunt(earlier)
            case Doubt.WHETHER_ANSWER, _:
                _number, _, said = awaited.message.partition(" ")
                outcome = await self._conversing.alone(received.saying(said), None)
            case Doubt.WHETHER_REMARK, is_remark:
                outcome = await self._remark(earlier, is_remark=is_remark)
            case _, True:
                outcome = await self._conversing.report(earlier)
            case _:
                outcome = await self._conversing.answer_question(earlier)
        return outcome

    async def _remark(self, received: Received, *, is_remark: bool) -> Outcome:
        if not is_remark:
            return await self._conversing.done(received, Done(say(workflow_words.NOT_ADDED)))
        remarked = await self._hearing.remark(received.text, received.incoming, datetime.now(UTC))
        return await self._conversing.done(received, remarked)

    async def _forget(self, received: Received, *, is_sure: bool) -> Outcome:
        if not is_sure:
            return await self._conversing.done(received, Done(say(command_words.NOT_FORGOTTEN)))
        said = say(command_words.FORGOTTEN)
        return Outcome(replies=(said,), memory=Memory(introduced=True), action=ForgetPerson())
