import asyncio

import pytest

from bot.channels.outbox import BATCH, drain, keep_drained
from bot.delivery.delivery import ChannelClosed, ChannelUnavailable, Undeliverable
from bot.rendering.plain import render
from tests.bot.channels.outbox import OutboxInMemory
from tests.bot.storage.samples import NOW


class Recipient:
    """Takes what is sent, except what it is told to fail at."""

    def __init__(self, **failures: Exception) -> None:
        self._failures = failures
        self.received: list[str] = []
        self.news = asyncio.Event()

    async def take(self, outgoing):
        text = render(outgoing.reply)
        if text in self._failures:
            raise self._failures[text]
        self.received.append(text)
        self.news.set()


def outbox_with(*texts: str) -> OutboxInMemory:
    outbox = OutboxInMemory()
    for text in texts:
        outbox.add(text)
    return outbox


async def test_all_that_waits_is_sent_in_order_and_once():
    texts = [str(number) for number in range(BATCH * 2 + 1)]
    outbox, recipient = outbox_with(*texts), Recipient()

    for _ in range(2):
        await drain(outbox, "test", recipient.take)

    assert recipient.received == texts


async def test_what_waits_for_another_channel_is_left_alone():
    outbox, recipient = outbox_with(), Recipient()
    outbox.add("elders", channel="other")

    await drain(outbox, "test", recipient.take)

    assert recipient.received == []
    assert await outbox.pending("other", 10, NOW)


async def test_what_will_never_arrive_is_given_up():
    outbox, recipient = outbox_with("weg", "aan"), Recipient(weg=Undeliverable())

    await drain(outbox, "test", recipient.take)

    assert recipient.received == ["aan"]
    assert await outbox.pending("test", 10, NOW) == ()


@pytest.mark.parametrize("trouble", [ChannelUnavailable(), ChannelClosed()])
async def test_trouble_of_the_channel_keeps_what_is_left_and_the_order(trouble):
    outbox, recipient = outbox_with("een", "twee", "drie"), Recipient(twee=trouble)

    with pytest.raises(type(trouble)):
        await drain(outbox, "test", recipient.take)

    assert recipient.received == ["een"]
    assert [render(left.reply) for left in await outbox.pending("test", 10, NOW)] == ["twee", "drie"]


async def test_one_that_fails_holds_up_no_other_and_is_kept():
    outbox, recipient = outbox_with("stuk", "aan"), Recipient(stuk=ValueError("stuk"))

    with pytest.raises(ValueError, match="stuk"):
        await drain(outbox, "test", recipient.take)

    assert recipient.received == ["aan"]
    assert len(await outbox.pending("test", 10, NOW)) == 1


async def test_news_is_sent_at_once():
    outbox, recipient, news = outbox_with(), Recipient(), asyncio.Event()
    task = asyncio.create_task(keep_drained(outbox, "test", recipient.take, news))
    await asyncio.sleep(0)
    outbox.add("nieuws")

    news.set()

    await asyncio.wait_for(recipient.news.wait(), 1)
    task.cancel()


async def test_what_nobody_told_of_is_sent_too(monkeypatch):
    monkeypatch.setattr("bot.channels.outbox.LOOKS_EVERY", 0.05)
    outbox, recipient = outbox_with(), Recipient()
    task = asyncio.create_task(keep_drained(outbox, "test", recipient.take, asyncio.Event()))
    await asyncio.sleep(0)

    outbox.add("nieuws")

    await asyncio.wait_for(recipient.news.wait(), 1)
    task.cancel()


async def test_trouble_that_passes_is_waited_for_and_a_closed_channel_ends_it():
    outbox, recipient = outbox_with("een"), Recipient(een=ChannelClosed())

    with pytest.raises(ChannelClosed):
        await keep_drained(outbox, "test", recipient.take, asyncio.Event())
