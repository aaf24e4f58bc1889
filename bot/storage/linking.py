"""Which accounts belong to one person, and the codes with which they are linked."""

import secrets
from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, Table, delete, insert, select, tuple_
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from bot.linking.actions import LinkAccounts, LinkAction, OfferLink, UnlinkAccount
from bot.messages import Incoming
from bot.storage.outbox import add_to_outbox
from bot.storage.person import of_person, on_any_account
from bot.storage.schema import link_code, linked_account
from bot.storage.transaction import Overtaken
from bot.workflow.routing import Account


class LinkedAccounts:
    """Reads which accounts belong together. They are linked by what messages do, through `change_links`."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine

    async def linked_to(self, account: Account) -> tuple[Account, ...]:
        """Give the other accounts of a person."""
        async with self._engine.connect() as connection:
            return tuple(other for other in await accounts_of(connection, account) if other != account)

    async def offered_with(self, code_hash: str, now: datetime) -> Account | None:
        """Give the account that a code stands for; None where it stands for none, or not any more."""
        query = select(link_code.c.channel, link_code.c.sender).where(
            link_code.c.code_hash == code_hash, link_code.c.valid_until > now
        )
        async with self._engine.connect() as connection:
            found = (await connection.execute(query)).one_or_none()
        return None if found is None else Account(*found)


async def accounts_of(connection: AsyncConnection, account: Account) -> list[Account]:
    """Give all accounts of a person, this one too."""
    query = (
        select(linked_account.c.channel, linked_account.c.sender)
        .where(on_any_account(linked_account, account.channel, account.person))
        .order_by(linked_account.c.channel, linked_account.c.sender)
    )
    return [Account(*row) for row in await connection.execute(query)] or [account]


async def change_links(
    connection: AsyncConnection, message: Incoming, action: LinkAction, now: datetime
) -> None:
    """Do what a message does to the accounts of its sender.

    Raises:
        Overtaken: the code is not good any more, or the accounts are linked, or taken apart, already.
    """
    match action:
        case OfferLink():
            await _offer(connection, message, action)
        case LinkAccounts():
            await _link(connection, message, action, now)
        case UnlinkAccount():
            await _unlink(connection, message)


async def forget_links(connection: AsyncConnection, message: Incoming) -> None:
    """Forget that the accounts of the sender of a message belong together, and their codes."""
    accounts = await accounts_of(connection, Account(message.channel, message.sender))
    for table in (link_code, linked_account):
        await connection.execute(delete(table).where(_is_among(table, accounts)))


async def _offer(connection: AsyncConnection, message: Incoming, action: OfferLink) -> None:
    await connection.execute(delete(link_code).where(of_person(link_code, message.channel, message.sender)))
    await connection.execute(
        insert(link_code).values(
            code_hash=action.code_hash,
            channel=message.channel,
            conversation=message.conversation,
            sender=message.sender,
            valid_until=action.valid_until,
        )
    )


async def _link(connection: AsyncConnection, message: Incoming, action: LinkAccounts, now: datetime) -> None:
    used = await connection.execute(
        delete(link_code)
        .where(link_code.c.code_hash == action.code_hash, link_code.c.valid_until > now)
        .returning(link_code.c.channel, link_code.c.conversation, link_code.c.sender)
    )
    offer = used.one_or_none()
    if offer is None:
        raise Overtaken("the code is not good any more")
    theirs = await accounts_of(connection, Account(offer.channel, offer.sender))
    others = await accounts_of(connection, Account(message.channel, message.sender))
    if theirs == others:
        raise Overtaken("the accounts are linked already")
    await _belong_together(connection, [*theirs, *others])
    await add_to_outbox(connection, offer.channel, offer.conversation, offer.sender, action.notice, now)


async def _belong_together(connection: AsyncConnection, accounts: Sequence[Account]) -> None:
    await connection.execute(delete(linked_account).where(_is_among(linked_account, accounts)))
    person = secrets.token_hex(16)
    await connection.execute(
        insert(linked_account),
        [{"channel": account.channel, "sender": account.person, "person": person} for account in accounts],
    )


async def _unlink(connection: AsyncConnection, message: Incoming) -> None:
    theirs = of_person(linked_account, message.channel, message.sender)
    person = await connection.scalar(delete(linked_account).where(theirs).returning(linked_account.c.person))
    if person is None:
        raise Overtaken("the account is not linked any more")
    left = linked_account.c.person == person
    accounts = (await connection.scalars(select(linked_account.c.sender).where(left))).all()
    if len(accounts) == 1:
        # Who has one account is nobody's.
        await connection.execute(delete(linked_account).where(left))


def _is_among(table: Table, accounts: Sequence[Account]) -> ColumnElement[bool]:
    return tuple_(table.c.channel, table.c.sender).in_([(one.channel, one.person) for one in accounts])
