"""The commands that show knelpunten to those who treat them: one, a page of them, or all in figures."""

import asyncio
from collections.abc import Collection, Sequence
from datetime import datetime

from bot.commands.command import Name
from bot.commands.done import Done, say
from bot.dialogue import Dialogue
from bot.knelpunten.number import find_number
from bot.library.readership import Readership
from bot.messages import Incoming, Reply
from bot.overview.arguments import PeriodNotUnderstood, read_wanted
from bot.overview.figures import Case, overview_of
from bot.overview.period import day_here
from bot.overview.reply import overview_reply, period_not_understood
from bot.permissions import Grant, may_speak_for, may_treat
from bot.stand.reply import organisation_in, stand_reply
from bot.storage.knelpunten import Filter, Knelpunten
from bot.wording import workflow as words
from bot.workflow.explaining import explain
from bot.workflow.listing import knelpunt_list
from bot.workflow.pillar_sources import pillar_sources
from bot.workflow.routing import Rule, theme_of


class Surveying:
    """Shows knelpunten.

    Args:
        knelpunten: what was reported.
        rules: of the routing.
        dialogue: answers from the documents, of which one says what the pillars of the programme are for.
        readership: tells what may not be shown where something is asked.
    """

    def __init__(
        self, knelpunten: Knelpunten, rules: Sequence[Rule], dialogue: Dialogue, readership: Readership
    ) -> None:
        self._knelpunten = knelpunten
        self._rules = rules
        self._dialogue = dialogue
        self._readership = readership

    async def carry_out(
        self, name: Name, argument: str, incoming: Incoming, grants: Collection[Grant], now: datetime
    ) -> Done:
        """Carry out a command of the sender of a message, who has these roles."""
        match name:
            case Name.OVERVIEW:
                return Done(await self._overview(argument, now))
            case Name.STAND:
                return await self._stand(argument, grants, now)
            case Name.EXPLAIN:
                return await self._explain(argument, incoming, grants, now)
            case _:
                return Done(await self._list(argument, incoming, grants, now))

    async def _overview(self, argument: str, now: datetime) -> Reply:
        today = day_here(now)
        try:
            wanted = read_wanted(argument, today)
        except PeriodNotUnderstood:
            return period_not_understood()
        # Also what is outside the period: groups must be whole.
        found = await self._knelpunten.with_histories(Filter())
        cases = [Case(one, events, theme_of(one.report, self._rules)) for one, events in found]
        return await asyncio.to_thread(lambda: overview_reply(overview_of(cases, wanted, today)))

    async def _stand(self, argument: str, grants: Collection[Grant], now: datetime) -> Done:
        organisation = organisation_in(argument)
        if organisation and not may_speak_for(organisation, grants):
            return Done(say(words.NOT_YOUR_STAND), refused=True)
        histories = await self._knelpunten.with_histories(Filter())
        return Done(await asyncio.to_thread(stand_reply, argument, histories, self._rules, now))

    async def _explain(
        self, argument: str, incoming: Incoming, grants: Collection[Grant], now: datetime
    ) -> Done:
        number = find_number(argument)
        if number is None:
            return Done(say(words.WHICH[Name.EXPLAIN]))
        knelpunt = await self._knelpunten.find(number)
        if knelpunt is None:
            return Done(say(words.NO_SUCH_KNELPUNT.format(number=number)))
        if not may_treat(knelpunt, theme_of(knelpunt.report, self._rules), grants):
            return Done(say(words.NOT_YOURS_TO_TREAT.format(number=number)), refused=True)
        oldest_first = [*reversed(await self._knelpunten.matching(Filter()))]
        history = await self._knelpunten.history(number)
        hidden = await self._readership.hidden_from(incoming, now)
        sources = await asyncio.to_thread(pillar_sources, self._dialogue.documents, hidden)
        return Done(explain(number, oldest_first, history, self._rules, sources))

    async def _list(
        self, argument: str, incoming: Incoming, grants: Collection[Grant], now: datetime
    ) -> Reply:
        """List a page of the knelpunten that are asked for, and that these roles may treat."""
        with_themes = [
            (knelpunt, theme)
            for knelpunt in await self._knelpunten.matching(Filter())
            if may_treat(knelpunt, theme := theme_of(knelpunt.report, self._rules), grants)
        ]
        treated = await self._knelpunten.treated_by(incoming.channel, incoming.sender)
        return knelpunt_list(argument, with_themes, treated, day_here(now))
