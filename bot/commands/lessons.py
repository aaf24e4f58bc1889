"""The command with which lessons are written, and with which it is decided whether others read them."""

from collections.abc import Callable, Collection, Sequence
from datetime import datetime

from bot.commands.done import Done, say
from bot.knelpunten.actions import Change
from bot.knelpunten.history import EventKind, Role
from bot.knelpunten.number import number_and_rest
from bot.knelpunten.report import Knelpunt, Report, Status
from bot.lessons.document import happened, lesson_text, subject_of
from bot.lessons.lesson import Consent, Lesson, lesson_of
from bot.lessons.writing import unfit
from bot.messages import Block, Choice, Kind, Reply, Text, paragraph
from bot.permissions import DECIDES_ON_LESSONS, Grant, may_decide_on_lessons, may_treat
from bot.storage.knelpunten import Filter, Knelpunten
from bot.wording import lessons as words
from bot.wording import workflow as workflow_words
from bot.wording.workflow import NOT_YOURS_TO_TREAT, not_allowed
from bot.workflow import notices
from bot.workflow.quiet_hours import QuietHours

AGREE, DECLINE = "akkoord", "niet"
MOST_SHOWN = 4


class Lessons:
    """Carries out `/les`.

    Args:
        knelpunten: what was reported.
        theme_of: what a knelpunt is about.
        quiet: when nobody is told anything.
    """

    def __init__(self, knelpunten: Knelpunten, theme_of: Callable[[Report], str], quiet: QuietHours) -> None:
        self._knelpunten = knelpunten
        self._theme_of = theme_of
        self._quiet = quiet

    async def carry_out(self, argument: str, grants: Collection[Grant], now: datetime) -> Done:
        """Carry out the command of somebody who has these roles."""
        number, text = number_and_rest(argument)
        if number is None:
            return await self._without_number(text, grants)
        knelpunt = await self._knelpunten.find(number)
        if knelpunt is None:
            return Done(say(workflow_words.NO_SUCH_KNELPUNT.format(number=number)))
        lesson = lesson_of(await self._knelpunten.history(number))
        decision = text.casefold().strip(" .")
        if decision in (AGREE, DECLINE):
            if not may_decide_on_lessons(grants):
                return Done(say(not_allowed(DECIDES_ON_LESSONS)), refused=True)
            return self._decide(knelpunt, lesson, now, agreed=decision == AGREE)
        if not text and lesson and _waits(lesson) and may_decide_on_lessons(grants):
            return Done(_asked([(knelpunt, lesson)]))
        return self._write(knelpunt, lesson, text, grants, now)

    async def _without_number(self, text: str, grants: Collection[Grant]) -> Done:
        if text or not may_decide_on_lessons(grants):
            return Done(say(words.WHICH))
        written = Filter(status=Status.SOLVED, happened=EventKind.LEARNED)
        found = await self._knelpunten.with_histories(written)
        lessons = [(knelpunt, lesson_of(history)) for knelpunt, history in found]
        waiting = [(knelpunt, lesson) for knelpunt, lesson in lessons if lesson and _waits(lesson)]
        return Done(_asked(waiting) if waiting else say(words.NONE_WAITING))

    def _write(
        self, knelpunt: Knelpunt, lesson: Lesson | None, text: str, grants: Collection[Grant], now: datetime
    ) -> Done:
        number = knelpunt.number
        if not may_treat(knelpunt, self._theme_of(knelpunt.report), grants):
            return Done(say(NOT_YOURS_TO_TREAT.format(number=number)), refused=True)
        refused = _refusal(knelpunt, lesson, text)
        if refused:
            return Done(say(refused))
        change = Change(
            number=number,
            seen=knelpunt.status,
            kind=EventKind.LEARNED,
            data={"text": text},
            by=Role.HANDLER,
            told_from=now,
        )
        return Done(say(words.WRITTEN), change)

    def _decide(self, knelpunt: Knelpunt, lesson: Lesson | None, now: datetime, *, agreed: bool) -> Done:
        number = knelpunt.number
        if lesson is None or lesson.consent is (Consent.GIVEN if agreed else Consent.REFUSED):
            return Done(say(words.NO_LESSON.format(number=number)))
        told = words.TOLD_PUBLISHED if agreed else words.TOLD_DECLINED.format(number=number)
        change = Change(
            number=number,
            seen=knelpunt.status,
            kind=EventKind.PUBLISHED if agreed else EventKind.DECLINED,
            # It is this text that they decided on, whatever is written at the same moment.
            data={"text": lesson.text},
            by=Role.DIRECTORATE,
            told_from=self._quiet.until(now),
            notices=(notices.of_lesson(knelpunt, told),),
        )
        if agreed:
            blocks = (*_shown(knelpunt, lesson), paragraph(words.PUBLISHED))
            take_out = paragraph(words.TAKE_OUT.format(number=number))
            return Done(Reply((*blocks, take_out), Kind.COMMAND), change)
        was_read = lesson.consent is Consent.GIVEN
        return Done(say(words.WITHDRAWN if was_read else words.DECLINED), change)


def _waits(lesson: Lesson) -> bool:
    return lesson.consent is Consent.WAITED_FOR


def _asked(waiting: Sequence[tuple[Knelpunt, Lesson]]) -> Reply:
    """Ask for a decision on lessons, those that wait longest first."""
    oldest_first = sorted(waiting, key=lambda one: one[1].since)
    shown = oldest_first[:MOST_SHOWN]
    blocks: list[Block] = [paragraph(words.WAITING)]
    for knelpunt, lesson in shown:
        blocks += _shown(knelpunt, lesson)
    if len(waiting) > len(shown):
        blocks.append(paragraph(words.MORE_WAITING.format(count=len(waiting) - len(shown))))
    choices = tuple(
        Choice(label.format(number=knelpunt.number), f"/les {knelpunt.number} {decision}")
        for knelpunt, _ in shown
        for label, decision in ((words.CHOICE_PUBLISH, AGREE), (words.CHOICE_DECLINE, DECLINE))
    )
    return Reply(tuple(blocks), Kind.COMMAND, choices)


def _shown(knelpunt: Knelpunt, lesson: Lesson) -> list[Block]:
    """Show a lesson with all that the document says."""
    title = Text(f"{knelpunt.number}: {subject_of(knelpunt)}", strong=True)
    texts = (lesson_text(lesson), happened(knelpunt))
    return [paragraph(title), *(paragraph(text) for text in texts if text)]


def _refusal(knelpunt: Knelpunt, lesson: Lesson | None, text: str) -> str | None:
    """Say why a lesson cannot be taken; None where it can."""
    number = knelpunt.number
    if knelpunt.status is not Status.SOLVED:
        return words.NOT_SOLVED.format(number=number, status=knelpunt.status)
    if lesson and lesson.consent is Consent.GIVEN:
        return words.PUBLISHED_ALREADY.format(number=number)
    wrong = unfit(text)
    return words.UNFIT[wrong].format(number=number) if wrong else None
