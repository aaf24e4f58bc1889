"""What those who have a knelpunt say about it: an answer, whether it is solved, a remark."""

from datetime import datetime

from bot.commands.done import Done, say
from bot.conversation.choosing import chosen
from bot.intents.question_form import is_asked
from bot.knelpunten.actions import AddRemark, Change
from bot.knelpunten.history import EventKind, Role
from bot.knelpunten.number import number_and_rest
from bot.knelpunten.report import Knelpunt, Status
from bot.memory import Awaiting, Doubt
from bot.messages import Choice, Incoming
from bot.storage.knelpunten import Knelpunten
from bot.wording import commands as command_words
from bot.wording import workflow as words
from bot.wording.intake import TOO_LONG
from bot.workflow import notices
from bot.workflow.notices import NO, YES
from bot.workflow.quiet_hours import QuietHours
from index.words import words as words_of

LONGEST = 3000
"""Characters of an answer or a remark."""

ANSWER = (Choice(words.CHOICE_ANSWER, YES), Choice(words.CHOICE_NO_ANSWER, NO))
REMARK = (Choice(words.CHOICE_REMARK, YES), Choice(words.CHOICE_NO_ANSWER, NO))
SOLVED = (Choice(words.CHOICE_SOLVED, YES), Choice(words.CHOICE_NOT_SOLVED, NO))


class Hearing:
    """Takes what people say about the knelpunten that they have.

    Args:
        knelpunten: what was reported.
        quiet: when nobody is told anything.
    """

    def __init__(self, knelpunten: Knelpunten, quiet: QuietHours) -> None:
        self._knelpunten = knelpunten
        self._quiet = quiet

    async def hear(self, said: str, incoming: Incoming, now: datetime) -> Done | None:
        """Take a message that begins with the number of a knelpunt of its sender; None where it does not.

        It is the answer where something was asked about that knelpunt; otherwise it may be a remark, unless
        it is a question.
        """
        found = await self._about(said, incoming)
        if found is None:
            return None
        knelpunt, text, part = found
        if len(text) > LONGEST:
            return Done(say(TOO_LONG.format(length=len(text), longest=LONGEST)))
        if knelpunt.status is Status.ASKED:
            return self._answer(knelpunt, text, part, now)
        picked = chosen(text, SOLVED)
        if picked:
            return self._confirm(knelpunt, part, now, solved=picked.value == YES)
        if is_asked(text):
            return None
        reply = say(words.IS_THIS_A_REMARK.format(number=knelpunt.number), REMARK)
        return Done(reply, awaiting=Awaiting(Doubt.WHETHER_REMARK, said))

    async def is_asked_for(self, said: str, incoming: Incoming) -> bool:
        """Whether a message answers what its sender was asked about a knelpunt, and names that knelpunt."""
        found = await self._about(said, incoming)
        if found is None:
            return False
        knelpunt, text, _ = found
        return knelpunt.status is Status.ASKED or (
            knelpunt.status is Status.SOLVED and chosen(text, SOLVED) is not None
        )

    async def remark(self, argument: str, incoming: Incoming, now: datetime) -> Done:
        """Add a remark to a knelpunt of the sender of a message."""
        number, text = number_and_rest(argument)
        if number is None or not words_of(text):
            return Done(say(command_words.WHICH_REMARK))
        if len(text) > LONGEST:
            return Done(say(TOO_LONG.format(length=len(text), longest=LONGEST)))
        knelpunt = await self._knelpunten.find(number)
        if knelpunt is None or not await self._part(number, incoming):
            return Done(say(command_words.NOT_YOURS.format(number=number)))
        notice = notices.of_remark(knelpunt, text)
        action = AddRemark(number=number, text=text, told_from=self._quiet.until(now), notices=(notice,))
        return Done(say(command_words.REMARKED.format(number=number)), action)

    def _answer(self, knelpunt: Knelpunt, text: str, part: Role, now: datetime) -> Done:
        change = Change(
            number=knelpunt.number,
            seen=knelpunt.status,
            kind=EventKind.ANSWERED,
            data={"status": Status.IN_PROGRESS, "text": text},
            by=part,
            told_from=self._quiet.until(now),
            notices=(notices.of_answer(knelpunt, text),),
        )
        return Done(say(words.ANSWERED.format(number=knelpunt.number)), change)

    def _confirm(self, knelpunt: Knelpunt, part: Role, now: datetime, *, solved: bool) -> Done:
        """Take whether a knelpunt is really solved; where it is not, it goes open again."""
        if knelpunt.status is not Status.SOLVED:
            return Done(say(words.NOT_SOLVED_ANY_MORE.format(number=knelpunt.number)))
        change = Change(
            number=knelpunt.number,
            seen=knelpunt.status,
            kind=EventKind.CONFIRMED if solved else EventKind.CHANGED,
            data={} if solved else {"status": Status.IN_PROGRESS, "why": words.NOT_SOLVED_WHY},
            by=part,
            told_from=self._quiet.until(now),
            notices=() if solved else (notices.of_doubt(knelpunt),),
        )
        sentence = words.SOLVED_HEARD if solved else words.REOPENED_BY_REPORTER
        return Done(say(sentence.format(number=knelpunt.number)), change)

    async def _about(self, said: str, incoming: Incoming) -> tuple[Knelpunt, str, Role] | None:
        number, text = number_and_rest(said)
        if number is None or text == said or not words_of(text) or not incoming.direct:
            return None
        part = await self._part(number, incoming)
        knelpunt = await self._knelpunten.find(number)
        return (knelpunt, text, part) if knelpunt and part else None

    async def _part(self, number: str, incoming: Incoming) -> Role | None:
        return await self._knelpunten.takes_part(number, incoming.channel, incoming.sender)
