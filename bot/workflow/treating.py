"""The commands with which knelpunten are treated; each gives what is said and what changes."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.commands.command import Name
from bot.commands.done import Done, say
from bot.knelpunten.actions import Change, Notice
from bot.knelpunten.history import EventKind, Role
from bot.knelpunten.number import find_number, number_and_rest
from bot.knelpunten.report import Knelpunt, Report, Status
from bot.messages import paragraph
from bot.permissions import Grant, may_treat
from bot.storage.knelpunten import Knelpunten
from bot.text import as_sentence
from bot.wording import lessons as lesson_words
from bot.wording import workflow as words
from bot.workflow import notices
from bot.workflow.quiet_hours import QuietHours
from bot.workflow.transitions import NEXT, Standing, refusal, standing_after
from index.words import words as words_of

ThemeOf = Callable[[Report], str]

STATUSES = {
    "behandeling": Status.IN_PROGRESS,
    "doorgezet": Status.PASSED_ON,
    "versneld": Status.ACCELERATED,
    "opgelost": Status.SOLVED,
    "afgesloten": Status.CLOSED,
}
"""Where a knelpunt can be set to, as people type it."""


@dataclass(frozen=True, slots=True)
class Treated:
    """A knelpunt that somebody may treat.

    Attributes:
        knelpunt: the knelpunt.
        standing: where it stands.
        now: when they treat it.
        told_from: the moment from which others hear of it.
    """

    knelpunt: Knelpunt
    standing: Standing
    now: datetime
    told_from: datetime

    def changed(self, kind: EventKind, data: Mapping[str, str], notice: Notice) -> Change:
        """Change it."""
        return Change(
            number=self.knelpunt.number,
            seen=self.knelpunt.status,
            kind=kind,
            data=data,
            by=Role.HANDLER,
            told_from=self.told_from,
            notices=(notice,),
        )


class Treating:
    """Carries out the commands of those who treat knelpunten.

    Args:
        knelpunten: what was reported.
        theme_of: what a knelpunt is about.
        reopenable: how long after its end a knelpunt can be taken up again.
        quiet: when nobody is told anything.
    """

    def __init__(
        self, knelpunten: Knelpunten, theme_of: ThemeOf, reopenable: timedelta, quiet: QuietHours
    ) -> None:
        self._knelpunten = knelpunten
        self._theme_of = theme_of
        self._reopenable = reopenable
        self._quiet = quiet

    async def carry_out(self, name: Name, argument: str, grants: Collection[Grant], now: datetime) -> Done:
        """Carry out a command of somebody who has these roles."""
        try:
            number, text = number_and_rest(argument)
            treated = await self._find(number, words.WHICH[name], grants, now)
            match name:
                case Name.TAKE:
                    return self._change(treated, Status.IN_PROGRESS, "")
                case Name.SET:
                    return self._set(treated, text)
                case Name.ASK:
                    return self._ask(treated, text)
                case Name.MERGE:
                    merged = await self._find(find_number(text), words.WHICH[Name.MERGE], grants, now)
                    return self._merge(merged, treated.knelpunt)
                case _:
                    return self._split(treated)
        except _Impossible as impossible:
            return impossible.done

    async def _find(
        self, number: str | None, otherwise: str, grants: Collection[Grant], now: datetime
    ) -> Treated:
        if number is None:
            raise _Impossible(otherwise)
        knelpunt = await self._knelpunten.find(number)
        if knelpunt is None:
            raise _Impossible(words.NO_SUCH_KNELPUNT.format(number=number))
        if not may_treat(knelpunt, self._theme_of(knelpunt.report), grants):
            raise _Impossible(words.NOT_YOURS_TO_TREAT.format(number=number), refused=True)
        standing = standing_after(await self._knelpunten.history(number))
        return Treated(knelpunt, standing, now, self._quiet.until(now))

    def _set(self, treated: Treated, text: str) -> Done:
        typed, _, why = text.partition(" ")
        to = STATUSES.get(typed.casefold().strip(":,."))
        if to is None:
            raise _Impossible(words.WHICH[Name.SET])
        return self._change(treated, to, why.strip())

    def _change(self, treated: Treated, to: Status, why: str) -> Done:
        self._check(treated, to, why)
        knelpunt = treated.knelpunt
        said = words.DONE[to].format(number=knelpunt.number, title=as_sentence(knelpunt.report.title))
        notice = notices.of_change(knelpunt, to, why)
        change = treated.changed(EventKind.CHANGED, {"status": to, "why": why}, notice)
        reply = say(f"{said} {words.TOLD}")
        if to is Status.SOLVED:
            asked = paragraph(lesson_words.ASK.format(number=knelpunt.number))
            reply = replace(reply, blocks=(*reply.blocks, asked))
        return Done(reply, change)

    def _ask(self, treated: Treated, question: str) -> Done:
        if not words_of(question):
            raise _Impossible(words.WHICH[Name.ASK])
        # Who has asked may ask more.
        if treated.knelpunt.status is not Status.ASKED:
            self._check(treated, Status.ASKED, "")
        notice = notices.of_question(treated.knelpunt, question)
        change = treated.changed(EventKind.ASKED, {"status": Status.ASKED, "text": question}, notice)
        return Done(say(words.ASKED.format(number=change.number)), change)

    def _merge(self, merged: Treated, into: Knelpunt) -> Done:
        if merged.knelpunt.number == into.number:
            raise _Impossible(words.SAME_NUMBER)
        if into.status is Status.MERGED:
            raise _Impossible(words.MERGED_ALREADY.format(into=into.number))
        self._check(merged, Status.MERGED, "")
        notice = notices.of_merging(merged.knelpunt, into)
        change = merged.changed(EventKind.MERGED, {"status": Status.MERGED, "number": into.number}, notice)
        return Done(say(words.MERGED.format(number=change.number, into=into.number)), change)

    def _split(self, treated: Treated) -> Done:
        number, into = treated.knelpunt.number, treated.knelpunt.merged_into
        before = treated.standing.before_merging
        if before is None or into is None:
            raise _Impossible(words.NOT_MERGED.format(number=number))
        notice = notices.of_splitting(treated.knelpunt)
        change = treated.changed(EventKind.SPLIT, {"status": before, "number": into}, notice)
        return Done(say(words.SPLIT.format(number=number, status=before)), change)

    def _check(self, treated: Treated, to: Status, why: str) -> None:
        into = treated.knelpunt.merged_into
        if into:
            # Only taking it out brings it back, and tells people so.
            number = treated.knelpunt.number
            raise _Impossible(words.MERGED_INTO.format(number=number, into=into))
        refused = refusal(treated.standing, to, why, treated.now, self._reopenable)
        if refused:
            status = treated.standing.status
            following = ", ".join(sorted(NEXT[status]))
            number = treated.knelpunt.number
            raise _Impossible(words.REFUSALS[refused].format(number=number, status=status, next=following))


class _Impossible(Exception):
    """What was asked for cannot be done; `done` says why."""

    def __init__(self, sentence: str, *, refused: bool = False) -> None:
        super().__init__(sentence)
        self.done = Done(say(sentence), refused=refused)
