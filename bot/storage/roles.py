"""Which roles people have, and what they did with them."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, delete, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from bot.knelpunten.actions import GrantRole, RevokeRoles
from bot.messages import Incoming
from bot.outcome import PrivilegedUse
from bot.permissions import Grant, Role
from bot.storage.digests import note_place
from bot.storage.linking import accounts_of
from bot.storage.person import on_any_account
from bot.storage.schema import granted_role, privileged_act
from bot.workflow.routing import Account

Person = tuple[str, str]
"""A channel, and how it names somebody."""


class Roles:
    """Tells what somebody may do.

    Args:
        engine: the database, for roles that were given in chat.
        fixed: those that the settings give.
    """

    def __init__(self, engine: AsyncEngine, fixed: Mapping[Person, Sequence[Grant]]) -> None:
        self._engine = engine
        self._fixed = fixed

    async def of(self, channel: str, sender: str) -> tuple[Grant, ...]:
        """Give the roles of somebody, on any of their accounts."""
        query = select(granted_role).where(on_any_account(granted_role, channel, sender))
        async with self._engine.connect() as connection:
            accounts = await accounts_of(connection, Account(channel, sender))
            rows = (await connection.execute(query)).all()
        given = [Grant(Role(row.role), tuple(row.organisations), tuple(row.themes)) for row in rows]
        fixed = [grant for one in accounts for grant in self._fixed.get((one.channel, one.person), ())]
        return (*fixed, *given)


async def note_use(connection: AsyncConnection, message: Incoming, use: PrivilegedUse, now: datetime) -> None:
    """Write down that the sender of a message used a command that is not for everyone, or tried to."""
    await connection.execute(
        insert(privileged_act).values(
            at=now,
            channel=message.channel,
            sender=message.sender,
            event=message.event,
            command=use.command,
            number=use.number,
            allowed=use.allowed,
        )
    )
    if use.allowed:
        await note_place(connection, message, now)


async def change_roles(connection: AsyncConnection, change: GrantRole | RevokeRoles, now: datetime) -> None:
    """Give somebody a role, in the place of the same role with other limits; or take those given in chat.

    What they were given on an account that is linked to this one counts as given here.
    """
    theirs = on_any_account(granted_role, change.channel, change.person)
    match change:
        case GrantRole(grant=grant):
            await connection.execute(delete(granted_role).where(theirs, granted_role.c.role == grant.role))
            await _add(connection, change, now)
        case RevokeRoles():
            await connection.execute(delete(granted_role).where(theirs))


async def _add(connection: AsyncConnection, given: GrantRole, now: datetime) -> None:
    await connection.execute(
        insert(granted_role).values(
            channel=given.channel,
            sender=given.person,
            role=given.grant.role,
            organisations=list(given.grant.organisations),
            themes=list(given.grant.themes),
            granted_at=now,
        )
    )


async def make_anonymous(connection: AsyncConnection, which: ColumnElement[bool]) -> None:
    """Forget whose some uses of commands that are not for everyone were; that they were made stays."""
    await connection.execute(update(privileged_act).where(which).values(sender=None, event=None))
