"""How many messages of one person wait: of too many, one is kept in the place of all that are."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.messages import Act, Incoming
from bot.storage.schema import inbox

MOST_WAITING = 100
"""More than anybody says while the assistant is away for a day; it is through them in seconds."""


async def within_limit(
    connection: AsyncConnection, channel: str, messages: Sequence[Incoming], most: int
) -> list[Incoming]:
    """Leave out what is too much, so that nobody fills the queue that others wait in.

    The first message that is too many comes without what it says, marked as `Incoming.surplus`; the ones
    after it are left out, until its sender was told. What somebody takes back is never too much.

    Args:
        connection: to the database.
        channel: where the messages came in.
        messages: new ones, in order.
        most: how many messages of one person may wait.
    """
    senders = {message.sender for message in messages if message.act is not Act.WITHDRAW}
    waiting = await connection.execute(
        select(inbox.c.message["sender"].as_string(), inbox.c.message["surplus"].as_boolean()).where(
            inbox.c.channel == channel,
            inbox.c.finished_at.is_(None),
            inbox.c.message["sender"].as_string().in_(senders),
            inbox.c.message["act"].as_string() != Act.WITHDRAW,
        )
    )
    counts: Counter[str] = Counter()
    full: set[str] = set()
    for sender, is_surplus in waiting:
        counts[sender] += 1
        if is_surplus:
            full.add(sender)
    kept = []
    for message in messages:
        if message.act is Act.WITHDRAW:
            kept.append(message)
        elif message.sender not in full:
            counts[message.sender] += 1
            if counts[message.sender] > most:
                full.add(message.sender)
                kept.append(
                    replace(message, act=Act.SAY, text="", attachments=(), withheld=False, surplus=True)
                )
            else:
                kept.append(message)
    return kept
