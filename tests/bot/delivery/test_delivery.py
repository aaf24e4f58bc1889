import asyncio
import itertools
from collections import defaultdict
from collections.abc import AsyncIterator, Collection, Sequence
from contextlib import asynccontextmanager, suppress
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import pytest

from bot.backoff import delays
from bot.delivery import delivery as delivery_module
from bot.delivery import outage
from bot.delivery.delivery import (
    ATTEMPTS,
    WORKERS,
    ChannelClosed,
    ChannelUnavailable,
    Delivery,
    Undeliverable,
)
from bot.messages import Incoming, Kind, Reply, paragraph
from bot.rendering.plain import render
from bot.storage.database import open_database
from bot.storage.inbox import Inbox

APOLOGY = Reply((paragraph("sorry"),), Kind.NOTICE)


@pytest.fixture(autouse=True)
def short_waits(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(outage, "UNTIL_BACK", 0.02)
    monkeypatch.setattr(outage, "delays", partial(delays, first=0.01, longest=0.02))


@pytest.fixture
async def inbox(tmp_path: Path) -> AsyncIterator[Inbox]:
    engine = await open_database(f"sqlite:///{tmp_path / 'wegwijzer.db'}")
    yield Inbox(engine, "test", withhold=lambda message: message)
    await engine.dispose()


def message(text: str, conversation: str = "kamer", event: str = "") -> Incoming:
    return Incoming(
        channel="test",
        conversation=conversation,
        sender="anna",
        event=event or f"{conversation} {text}",
        text=text,
        direct=True,
        addressed=True,
        sent_at=datetime.now(UTC),
    )


async def echo(incoming: Incoming) -> tuple[Reply, ...]:
    return (Reply((paragraph(incoming.text),), Kind.ANSWER),)


class Chat:
    """What people see: the replies in each conversation."""

    def __init__(self) -> None:
        self.said: dict[str, list[str]] = defaultdict(list)
        self._news = asyncio.Condition()

    async def send(self, incoming: Incoming, reply: Reply, number: int) -> None:
        async with self._news:
            self.said[incoming.conversation].append(render(reply))
            self._news.notify_all()

    async def shows(self, *replies: str, conversation: str = "kamer") -> None:
        """Wait until exactly these replies were given."""
        async with asyncio.timeout(5), self._news:
            await self._news.wait_for(lambda: len(self.said[conversation]) >= len(replies))
        assert self.said[conversation] == list(replies)


@asynccontextmanager
async def running(delivery: Delivery) -> AsyncIterator[asyncio.Task[None]]:
    task = asyncio.create_task(delivery.run())
    try:
        yield task
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError, Exception):
            await task


async def until_nothing_is_pending(inbox: Inbox) -> None:
    async with asyncio.timeout(10):
        while True:
            if not await inbox.pending():
                return
            await asyncio.sleep(0.01)


async def test_a_message_is_answered_and_finished(inbox: Inbox):
    chat = Chat()
    delivery = Delivery(inbox, echo, chat.send, APOLOGY)
    async with running(delivery):
        await delivery.receive([message("vraag")], "1")

        await chat.shows("vraag")
        await until_nothing_is_pending(inbox)


async def test_what_was_pending_at_the_start_is_answered(inbox: Inbox):
    await inbox.receive([message("een"), message("twee")], "1")
    chat = Chat()

    async with running(Delivery(inbox, echo, chat.send, APOLOGY)):
        await chat.shows("een", "twee")


async def test_a_message_that_comes_twice_is_answered_once(inbox: Inbox):
    chat = Chat()
    delivery = Delivery(inbox, echo, chat.send, APOLOGY)
    async with running(delivery):
        await delivery.receive([message("een")], "1")
        await chat.shows("een")
        await delivery.receive([message("een"), message("twee")], "2")

        await chat.shows("een", "twee")


async def test_nothing_is_said_to_a_message_without_replies(inbox: Inbox):
    async def silence(incoming: Incoming) -> tuple[Reply, ...]:
        return ()

    chat = Chat()
    delivery = Delivery(inbox, silence, chat.send, APOLOGY)
    async with running(delivery):
        await delivery.receive([message("vraag")], "1")
        await until_nothing_is_pending(inbox)

    assert not chat.said


async def test_messages_of_one_conversation_are_answered_in_order(inbox: Inbox):
    async def later_is_quicker(incoming: Incoming) -> tuple[Reply, ...]:
        await asyncio.sleep(0.05 - int(incoming.text) * 0.01)
        return await echo(incoming)

    chat = Chat()
    delivery = Delivery(inbox, later_is_quicker, chat.send, APOLOGY)
    async with running(delivery):
        await delivery.receive([message(str(number)) for number in range(5)], "1")

        await chat.shows("0", "1", "2", "3", "4")


async def test_conversations_are_answered_side_by_side_but_not_all_at_once(inbox: Inbox):
    at_once: list[int] = []
    busy = 0

    async def count(incoming: Incoming) -> tuple[Reply, ...]:
        nonlocal busy
        busy += 1
        at_once.append(busy)
        await asyncio.sleep(0.02)
        busy -= 1
        return await echo(incoming)

    delivery = Delivery(inbox, count, Chat().send, APOLOGY)
    async with running(delivery):
        await delivery.receive([message("vraag", f"kamer {number}") for number in range(3 * WORKERS)], "1")
        await until_nothing_is_pending(inbox)

    assert max(at_once) == WORKERS


async def test_more_messages_than_fit_in_memory_are_all_answered_in_order(inbox: Inbox):
    chat = Chat()
    delivery = Delivery(inbox, echo, chat.send, APOLOGY, capacity=3)
    numbers = [str(number) for number in range(20)]
    async with running(delivery):
        await delivery.receive([message(number, room) for number in numbers for room in ("a", "b")], "1")
        await delivery.receive([message("nog een", "a")], "2")

        await chat.shows(*numbers, "nog een", conversation="a")
        await chat.shows(*numbers, conversation="b")


async def test_a_message_that_fails_is_tried_again(inbox: Inbox):
    tries = itertools.count(1)

    async def fail_once(incoming: Incoming) -> tuple[Reply, ...]:
        if next(tries) == 1:
            raise LookupError
        return await echo(incoming)

    chat = Chat()
    delivery = Delivery(inbox, fail_once, chat.send, APOLOGY)
    async with running(delivery):
        await delivery.receive([message("vraag")], "1")

        await chat.shows("vraag")


async def test_a_message_that_keeps_failing_gets_an_apology_and_holds_up_nothing(inbox: Inbox):
    tries: list[str] = []

    async def fail_on_one(incoming: Incoming) -> tuple[Reply, ...]:
        if incoming.text == "onmogelijk":
            tries.append(incoming.text)
            raise LookupError
        return await echo(incoming)

    chat = Chat()
    delivery = Delivery(inbox, fail_on_one, chat.send, APOLOGY)
    async with running(delivery):
        await delivery.receive(
            [message("onmogelijk"), message("mogelijk"), message("mogelijk", "elders")], "1"
        )

        await chat.shows("mogelijk", conversation="elders")
        await chat.shows("sorry", "mogelijk")
        await until_nothing_is_pending(inbox)

    assert len(tries) == ATTEMPTS


async def test_messages_that_wait_for_their_next_try_hold_up_no_other(
    inbox: Inbox, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(outage, "delays", partial(delays, first=60))

    async def fail_on_some(incoming: Incoming) -> tuple[Reply, ...]:
        if incoming.text == "onmogelijk":
            raise LookupError
        return await echo(incoming)

    chat = Chat()
    delivery = Delivery(inbox, fail_on_some, chat.send, APOLOGY)
    async with running(delivery):
        await delivery.receive(
            [message("onmogelijk", f"kamer {number}") for number in range(2 * WORKERS)], "1"
        )
        await delivery.receive([message("mogelijk")], "2")

        await chat.shows("mogelijk")


async def test_an_answer_that_takes_too_long_counts_as_failed(inbox: Inbox, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(delivery_module, "LONGEST_HANDLING", 0.02)

    async def hang(incoming: Incoming) -> tuple[Reply, ...]:
        await asyncio.sleep(3600)
        return ()

    chat = Chat()
    delivery = Delivery(inbox, hang, chat.send, APOLOGY)
    async with running(delivery):
        await delivery.receive([message("vraag")], "1")

        await chat.shows("sorry")


async def test_a_channel_that_is_away_is_waited_for_and_no_reply_is_sent_twice(inbox: Inbox):
    chat = Chat()
    away = itertools.chain([False], [True] * (3 * ATTEMPTS), itertools.repeat(False))

    async def two_replies(incoming: Incoming) -> tuple[Reply, ...]:
        return tuple(Reply((paragraph(text),), Kind.ANSWER) for text in ("een", "twee"))

    async def send(incoming: Incoming, reply: Reply, number: int) -> None:
        if next(away):
            raise ChannelUnavailable
        await chat.send(incoming, reply, number)

    delivery = Delivery(inbox, two_replies, send, APOLOGY)
    async with running(delivery):
        await delivery.receive([message("vraag")], "1")

        await chat.shows("een", "twee")


async def test_a_reply_that_cannot_arrive_is_given_up(inbox: Inbox):
    chat = Chat()

    async def send(incoming: Incoming, reply: Reply, number: int) -> None:
        if incoming.text == "onbereikbaar":
            raise Undeliverable
        await chat.send(incoming, reply, number)

    delivery = Delivery(inbox, echo, send, APOLOGY)
    async with running(delivery):
        await delivery.receive([message("onbereikbaar"), message("bereikbaar")], "1")

        await chat.shows("bereikbaar")
        await until_nothing_is_pending(inbox)


async def test_a_channel_that_is_closed_ends_the_delivery_and_leaves_the_message_pending(inbox: Inbox):
    class Revoked(ChannelClosed):
        pass

    async def send(incoming: Incoming, reply: Reply, number: int) -> None:
        raise Revoked

    delivery = Delivery(inbox, echo, send, APOLOGY)
    async with running(delivery) as task:
        await delivery.receive([message("vraag")], "1")
        with pytest.raises(Revoked):
            await asyncio.wait_for(task, 5)

    assert [pending.text for pending in await inbox.pending()] == ["vraag"]


async def test_what_was_cancelled_is_still_pending(inbox: Inbox):
    started = asyncio.Event()

    async def hang(incoming: Incoming) -> tuple[Reply, ...]:
        started.set()
        await asyncio.sleep(3600)
        return ()

    delivery = Delivery(inbox, hang, Chat().send, APOLOGY)
    async with running(delivery):
        await delivery.receive([message("een"), message("twee")], "1")
        await started.wait()

    assert [pending.text for pending in await inbox.pending()] == ["een", "twee"]


async def test_an_inbox_that_cannot_be_written_for_a_while_is_waited_for(inbox: Inbox):
    class Full:
        """The inbox on a disk that is full at first."""

        receive = inbox.receive
        position = inbox.position
        pending = inbox.pending
        arrival = inbox.arrival

        def __init__(self) -> None:
            self._full = iter([True, True])

        async def finish(self, message: Incoming) -> None:
            if next(self._full, False):
                raise OSError("no space left on device")
            await inbox.finish(message)

    chat = Chat()
    delivery = Delivery(Full(), echo, chat.send, APOLOGY)
    async with running(delivery):
        await delivery.receive([message("een"), message("twee")], "1")

        await chat.shows("een", "twee")
        await until_nothing_is_pending(inbox)


async def test_what_is_finished_while_the_inbox_is_read_is_not_answered_again(inbox: Inbox):
    class SlowToRead:
        """The inbox when a read takes so long that what it gives is out of date."""

        receive = inbox.receive
        position = inbox.position
        finish = inbox.finish
        arrival = inbox.arrival

        async def pending(self, limit: int, excluded: Collection[str]) -> Sequence[Incoming]:
            messages = await inbox.pending(limit, excluded)
            await asyncio.sleep(0.1)
            return messages

    async def take_a_while(incoming: Incoming) -> tuple[Reply, ...]:
        await asyncio.sleep(0.05)
        return await echo(incoming)

    chat = Chat()
    delivery = Delivery(SlowToRead(), take_a_while, chat.send, APOLOGY)
    async with running(delivery):
        await delivery.receive([message("een")], "1")
        await asyncio.sleep(0.12)
        await delivery.receive([message("twee")], "2")
        await until_nothing_is_pending(inbox)
        await asyncio.sleep(0.15)

    assert chat.said["kamer"] == ["een", "twee"]
