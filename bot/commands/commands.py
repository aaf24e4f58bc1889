"""Commands: who may use one, and who carries it out."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from bot.commands.command import Command, Name
from bot.commands.done import Done, say
from bot.commands.help import help_reply
from bot.commands.lessons import Lessons
from bot.commands.linking import Linking
from bot.commands.offering import offering
from bot.commands.own import OwnCommands
from bot.commands.roles import change_roles
from bot.commands.surveying import Surveying
from bot.commands.tending import Tending
from bot.messages import Incoming
from bot.permissions import NEEDED, TENDING, Grant, may_use
from bot.storage.roles import Roles
from bot.wording.workflow import not_allowed
from bot.workflow.hearing import Hearing
from bot.workflow.treating import Treating


@dataclass(frozen=True, slots=True)
class Carriers:
    """Who carries out commands.

    Attributes:
        own: those about what is kept of their sender.
        linking: the one with which accounts are linked.
        hearing: what is said about their knelpunten.
        surveying: those that show knelpunten to who treat them.
        treating: those that change where knelpunten stand.
        lessons: the one about what was learned.
        tending: those that tend what the assistant knows.
    """

    own: OwnCommands
    linking: Linking
    hearing: Hearing
    surveying: Surveying
    treating: Treating
    lessons: Lessons
    tending: Tending


class Commands:
    """Lets commands be carried out for those who may use them.

    Args:
        roles: what somebody is to the programme.
        carriers: who carries the commands out.
    """

    def __init__(self, roles: Roles, carriers: Carriers) -> None:
        self._roles = roles
        self._carriers = carriers

    async def is_for(self, name: Name, incoming: Incoming) -> bool:
        """Whether a command is for the sender of a message."""
        return may_use(name, await self._roles.of(incoming.channel, incoming.sender))

    async def carry_out(self, command: Command, incoming: Incoming) -> Done:
        """Carry out a command of the sender of a message, if it is for them.

        What is offered with the reply is waited for, unless something else is.
        """
        done = await self._carried_out(command, incoming)
        return replace(done, awaiting=done.awaiting or offering(done.reply.choices))

    async def _carried_out(self, command: Command, incoming: Incoming) -> Done:
        name, now = command.name, datetime.now(UTC)
        if name is None or name not in NEEDED:
            return await self._for_everyone(command, incoming, now)
        grants = await self._roles.of(incoming.channel, incoming.sender)
        if not may_use(name, grants):
            return Done(say(not_allowed(NEEDED[name])), refused=True)
        if name is Name.ROLE:
            return change_roles(command.argument, incoming)
        return await self._treating(name, command.argument, incoming, grants, now)

    async def _for_everyone(self, command: Command, incoming: Incoming, now: datetime) -> Done:
        match command.name:
            case Name.HELP:
                # In a group nobody is told what the roles of the sender are.
                is_alone = incoming.direct
                grants = await self._roles.of(incoming.channel, incoming.sender) if is_alone else ()
                return Done(help_reply(grants))
            case Name.REMARK:
                return await self._carriers.hearing.remark(command.argument, incoming, now)
            case Name.LINK:
                return await self._carriers.linking.carry_out(command.argument, incoming, now)
            case _:
                return await self._carriers.own.carry_out(command, incoming)

    async def _treating(
        self, name: Name, argument: str, incoming: Incoming, grants: Sequence[Grant], now: datetime
    ) -> Done:
        match name:
            case _ if name in TENDING:
                return await self._carriers.tending.carry_out(name, argument, incoming, now)
            case Name.LESSON:
                return await self._carriers.lessons.carry_out(argument, grants, now)
            case Name.KNELPUNTEN | Name.EXPLAIN | Name.OVERVIEW | Name.STAND:
                return await self._carriers.surveying.carry_out(name, argument, incoming, grants, now)
            case _:
                return await self._carriers.treating.carry_out(name, argument, grants, now)
