"""The command with which somebody has their accounts on several channels count as one."""

import asyncio
from datetime import datetime

from bot.commands.done import Done, say
from bot.linking.actions import LinkAccounts, OfferLink, UnlinkAccount
from bot.linking.code import VALID, hash_of, new_code, read_code
from bot.messages import Incoming
from bot.storage.linking import LinkedAccounts
from bot.storage.roles import Roles
from bot.wording import linking as words
from bot.workflow.routing import Account

UNLINK = "los"


class Linking:
    """Links accounts and takes them apart.

    Args:
        accounts: which belong together.
        roles: what people are to the programme.
    """

    def __init__(self, accounts: LinkedAccounts, roles: Roles) -> None:
        self._accounts = accounts
        self._roles = roles

    async def carry_out(self, argument: str, incoming: Incoming, now: datetime) -> Done:
        """Give a code, or take one; or take the account apart from the others.

        Args:
            argument: nothing, a code, or ``los``.
            incoming: the message with the command.
            now: when it is carried out.
        """
        here = Account(incoming.channel, incoming.sender)
        if not argument:
            return await self._offer(here, now)
        if argument.casefold().strip(" .") == UNLINK:
            return await self._unlink(here)
        return await self._link(argument, here, now)

    async def _offer(self, here: Account, now: datetime) -> Done:
        code = new_code()
        offer = OfferLink(code_hash=await asyncio.to_thread(hash_of, code), valid_until=now + VALID)
        return Done(words.offer(code, await self._accounts.linked_to(here)), offer)

    async def _unlink(self, here: Account) -> Done:
        if not await self._accounts.linked_to(here):
            return Done(say(words.NOT_LINKED))
        return Done(say(words.UNLINKED), UnlinkAccount())

    async def _link(self, typed: str, here: Account, now: datetime) -> Done:
        code = read_code(typed)
        code_hash = await asyncio.to_thread(hash_of, code) if code else ""
        there = await self._accounts.offered_with(code_hash, now)
        if there is None:
            return Done(say(words.NO_SUCH_CODE))
        if there == here:
            return Done(say(words.SAME_ACCOUNT))
        if there in await self._accounts.linked_to(here):
            return Done(say(words.LINKED_ALREADY))
        if await self._would_give_a_role(here, there):
            return Done(say(words.ROLE_IS_HERE))
        return Done(words.linked(there), LinkAccounts(code_hash=code_hash, notice=words.linked_there(here)))

    async def _would_give_a_role(self, here: Account, there: Account) -> bool:
        """Whether who made the code would get a role by it.

        The code shows that who typed it can read what is said to who made it, and not the other way round:
        a handler may have been talked into typing the code of somebody else.
        """
        theirs = await self._roles.of(there.channel, there.person)
        return any(grant not in theirs for grant in await self._roles.of(here.channel, here.person))
