"""Telling those who treat knelpunten, once each working day, what there is for them."""

import asyncio
from collections.abc import Mapping, Sequence
from datetime import datetime

from bot.commands.command import Name
from bot.permissions import may_use
from bot.storage.digests import Digests
from bot.storage.knelpunten import Filter, Knelpunten
from bot.storage.roles import Roles
from bot.workflow.digest import Case, Treater, digest_for
from bot.workflow.digest_reply import digest_reply
from bot.workflow.quiet_hours import QuietHours
from bot.workflow.routing import Account, Rule, route
from bot.workflow.working_days import tells_until


class DailyDigest:
    """Sends digests.

    Args:
        knelpunten: what was reported.
        roles: what people are to the programme.
        digests: what they were told.
        rules: of the routing.
        quiet: when nobody is told anything.
    """

    def __init__(
        self, knelpunten: Knelpunten, roles: Roles, digests: Digests, rules: Sequence[Rule], quiet: QuietHours
    ) -> None:
        self._knelpunten = knelpunten
        self._roles = roles
        self._digests = digests
        self._rules = rules
        self._quiet = quiet

    async def send(self, now: datetime) -> int:
        """Tell everyone who was not told today; give to how many there was something to say."""
        until = tells_until(now, self._quiet)
        if until is None or not await self._digests.is_anyone_due(until):
            return 0
        treaters = await self._treaters()
        everyone = list(treaters.values())
        cases = await self._cases()
        sent = 0
        for account, treater in treaters.items():
            digest = await asyncio.to_thread(digest_for, treater, everyone, cases, until)
            reply = digest_reply(digest) if digest else None
            sent += await self._digests.tell(account, reply, until, now)
        return sent

    async def _treaters(self) -> Mapping[Account, Treater]:
        """Who treats knelpunten, and where to tell them; that is not kept of those who no longer do."""
        found: dict[Account, Treater] = {}
        for told in await self._digests.told():
            grants = await self._roles.of(told.account.channel, told.account.person)
            if may_use(Name.KNELPUNTEN, grants):
                found[told.account] = Treater(told.accounts, grants, told.moment)
            else:
                await self._digests.forget(told.account)
        return found

    async def _cases(self) -> list[Case]:
        treated_by = await self._digests.treated_by()
        return [
            Case(
                knelpunt=knelpunt,
                history=history,
                route=route(knelpunt.report, self._rules),
                treated_by=treated_by.get(knelpunt.number, frozenset()),
            )
            for knelpunt, history in await self._knelpunten.with_histories(Filter())
        ]
