"""Up to when those who treat knelpunten were told what there is, and where they hear it."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from bot.knelpunten.history import Role
from bot.messages import Incoming, Reply
from bot.storage.linking import accounts_of
from bot.storage.notice_preference import wants_notices
from bot.storage.outbox import add_to_outbox
from bot.storage.person import of_person, on_any_account
from bot.storage.schema import digest, knelpunt, participant
from bot.storage.transaction import writing
from bot.workflow.routing import Account


@dataclass(frozen=True, slots=True)
class ToldUntil:
    """Up to when somebody was told what there is.

    Attributes:
        account: where they are told.
        accounts: all of theirs, this one too.
        moment: up to when.
    """

    account: Account
    accounts: frozenset[Account]
    moment: datetime


async def note_place(connection: AsyncConnection, message: Incoming, now: datetime) -> None:
    """Have the sender of a message hear what there is where they sent it, on that account only.

    Who was not known yet hears what there is from now on.
    """
    theirs = on_any_account(digest, message.channel, message.sender)
    told_until = await connection.scalar(select(func.max(digest.c.told_until)).where(theirs))
    await connection.execute(delete(digest).where(theirs))
    await connection.execute(
        insert(digest).values(
            channel=message.channel,
            sender=message.sender,
            conversation=message.conversation,
            told_until=told_until or now,
        )
    )


class Digests:
    """Keeps what everybody was told, and has them told."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine

    async def is_anyone_due(self, until: datetime) -> bool:
        """Whether there is somebody who was not told up to a moment."""
        query = select(digest.c.sender).where(digest.c.told_until < until).limit(1)
        async with self._engine.connect() as connection:
            return await connection.scalar(query) is not None

    async def told(self) -> tuple[ToldUntil, ...]:
        """Give up to when everybody who may be told was told what there is."""
        found: list[ToldUntil] = []
        async with self._engine.connect() as connection:
            rows = await connection.execute(select(digest).order_by(digest.c.channel, digest.c.sender))
            for row in rows.all():
                account = Account(row.channel, row.sender)
                accounts = frozenset(await accounts_of(connection, account))
                found.append(ToldUntil(account, accounts, row.told_until))
        return tuple(found)

    async def treated_by(self) -> Mapping[str, frozenset[Account]]:
        """Give the numbers of the knelpunten that somebody has treated, and who did."""
        query = (
            select(knelpunt.c.number, participant.c.channel, participant.c.sender)
            .join(participant, participant.c.knelpunt_id == knelpunt.c.id)
            .where(participant.c.role == Role.HANDLER)
        )
        found: defaultdict[str, set[Account]] = defaultdict(set)
        async with self._engine.connect() as connection:
            for number, channel, sender in await connection.execute(query):
                found[number].add(Account(channel, sender))
        return {number: frozenset(accounts) for number, accounts in found.items()}

    async def tell(self, account: Account, reply: Reply | None, until: datetime, now: datetime) -> bool:
        """Note that somebody was told, and have it said if they want to hear it; both or neither.

        Args:
            account: where; told there, they are told on no other account.
            reply: what there is; None when there is nothing.
            until: the moment up to which they are told; told up to there before, they are not told again.
            now: the moment at which they are.

        Returns:
            Whether it will be said.
        """
        this = of_person(digest, account.channel, account.person)
        theirs = on_any_account(digest, account.channel, account.person)
        async with writing(self._engine) as connection:
            place = await connection.scalar(
                select(digest.c.conversation).where(this, digest.c.told_until < until).with_for_update()
            )
            await connection.execute(
                update(digest).where(theirs, digest.c.told_until < until).values(told_until=until)
            )
            if place is None or reply is None:
                return False
            if await connection.scalar(select(digest.c.sender).where(this, wants_notices(digest))) is None:
                return False
            await add_to_outbox(connection, account.channel, place, account.person, reply, now)
        return True

    async def forget(self, account: Account) -> None:
        """Tell somebody nothing any more, unless they use a command again that is not for everyone."""
        async with writing(self._engine) as connection:
            await connection.execute(delete(digest).where(of_person(digest, account.channel, account.person)))
