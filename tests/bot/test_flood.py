"""One person sends very much: who else asks something, is answered."""

import asyncio
from datetime import timedelta

from bot.delivery.delivery import WORKERS, Delivery
from bot.messages import Incoming, Kind, Reply, paragraph
from bot.privacy.withholding import withheld
from bot.storage.inbox import Inbox
from bot.storage.waiting import MOST_WAITING
from bot.wording import commands
from tests.bot.incoming import incoming
from tests.bot.talk import Talk

APOLOGY = Reply((paragraph("sorry"),), Kind.NOTICE)
MOMENT = incoming("").sent_at


class Chat:
    """A channel with the assistant behind it."""

    def __init__(self, talk: Talk) -> None:
        self._talk = talk
        self._inbox = Inbox(talk.engine, "test", withheld)
        self.handled: list[Incoming] = []
        self.said: list[tuple[str, str]] = []

    async def take_in(self, *messages: Incoming) -> None:
        await self._inbox.receive(messages, "1")

    async def work_off(self) -> None:
        """Answer everything that waits."""
        working = asyncio.create_task(Delivery(self._inbox, self._handle, self._send, APOLOGY).run())
        async with asyncio.timeout(60):
            while await self._inbox.pending(1):  # noqa: ASYNC110
                await asyncio.sleep(0.02)
        working.cancel()

    async def _handle(self, message: Incoming) -> tuple[Reply, ...]:
        self.handled.append(message)
        return await self._talk.assistant.handle(message)

    async def _send(self, message: Incoming, reply: Reply, number: int) -> None:
        self.said.append((message.sender, str(reply)))

    def told(self) -> list[str]:
        return [sender for sender, said in self.said if commands.TOO_MANY in said]


def flood(count: int, **changes: object) -> list[Incoming]:
    return [
        incoming("hallo", conversation=f"kamer {number % 50}", sent_at=MOMENT, **changes)
        for number in range(count)
    ]


async def test_who_sends_five_hundred_messages_is_told_once_and_another_is_answered_at_once(
    talk: Talk,
) -> None:
    chat = Chat(talk)
    messages = flood(500)
    for start in range(0, 500, 100):
        await chat.take_in(*messages[start : start + 100])
    await chat.take_in(incoming("wat is de ACU?", conversation="van bob", sender="bob", sent_at=MOMENT))

    await chat.work_off()

    order = [message.sender for message in chat.handled]
    assert order.index("bob") <= 2 * WORKERS
    assert order.count("anna") == MOST_WAITING + 1
    assert chat.told() == ["anna"]
    assert any("ACU" in said for sender, said in chat.said if sender == "bob")


async def test_who_waited_a_minute_after_too_many_messages_is_read_again(talk: Talk) -> None:
    chat = Chat(talk)
    await chat.take_in(*flood(500))
    await chat.work_off()

    await chat.take_in(incoming("wat is de ACU?", sent_at=MOMENT + timedelta(minutes=1)))
    await chat.work_off()

    assert "ACU" in chat.said[-1][1]
    assert chat.told() == ["anna"]


async def test_who_goes_on_and_on_is_not_told_time_and_again(talk: Talk) -> None:
    messages = [incoming("hallo", sent_at=MOMENT + timedelta(seconds=number / 2)) for number in range(200)]

    replies = [await talk.assistant.handle(message) for message in messages]

    assert sum(commands.TOO_MANY in str(said) for said in replies) == 1
    assert sum(bool(said) for said in replies[-40:]) > 5
