from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncEngine

from bot.messages import Reply, paragraph
from bot.storage.outbox import Outbox, add_to_outbox
from tests.bot.storage.samples import NOW


async def say(engine: AsyncEngine, words: str, channel: str = "test") -> None:
    async with engine.begin() as connection:
        await add_to_outbox(connection, channel, "room", "anna", Reply((paragraph(words),)), NOW)


async def test_what_is_said_unasked_waits_in_order_until_it_is_sent(engine: AsyncEngine) -> None:
    outbox = Outbox(engine)
    for words in ("een", "twee", "drie"):
        await say(engine, words)
    await say(engine, "elders", channel="ander")

    first, second = await outbox.pending("test", limit=2, now=NOW)
    await outbox.sent(first.id, NOW)

    assert (second.conversation, second.sender) == ("room", "anna")
    assert second.reply == Reply((paragraph("twee"),))
    left = await outbox.pending("test", limit=10, now=NOW)
    assert [outgoing.reply for outgoing in left] == [
        Reply((paragraph("twee"),)),
        Reply((paragraph("drie"),)),
    ]


async def test_what_is_for_later_waits_until_then_and_keeps_its_place(engine: AsyncEngine) -> None:
    outbox, morning = Outbox(engine), NOW + timedelta(hours=8)
    async with engine.begin() as connection:
        for words, not_before in (("een", morning), ("twee", None), ("drie", morning)):
            reply = Reply((paragraph(words),))
            await add_to_outbox(connection, "test", "room", "anna", reply, NOW, not_before=not_before)

    async def due(now: datetime) -> list[Reply]:
        return [outgoing.reply for outgoing in await outbox.pending("test", limit=10, now=now)]

    assert await due(morning - timedelta(microseconds=1)) == [Reply((paragraph("twee"),))]
    assert await due(morning) == [Reply((paragraph(words),)) for words in ("een", "twee", "drie")]
