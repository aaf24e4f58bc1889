"""Who waits long is told so once, whatever is broken off or fails meanwhile."""

import asyncio

import pytest

from bot.delivery import reassuring
from bot.delivery.reassuring import Reassuring
from bot.messages import Incoming
from tests.bot.incoming import incoming


class Telling:
    """Tells people, who read it as soon as it is begun; a test says how long it takes, and if it fails."""

    def __init__(self) -> None:
        self.read: list[str] = []
        self.takes = 0.0
        self.fails = False

    async def tell(self, waits: Incoming) -> None:
        if self.fails:
            raise ConnectionError
        self.read.append(waits.conversation)
        await asyncio.sleep(self.takes)


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reassuring, "PATIENCE", 0.01)


@pytest.fixture
def telling() -> Telling:
    return Telling()


async def wait_long(patience: Reassuring, text: str, **about: str) -> None:
    async with patience.while_answered(incoming(text, **about)):
        await asyncio.sleep(0.05)


async def test_who_waits_for_two_answers_in_one_conversation_is_told_once(telling: Telling):
    telling.takes = 0.02
    patience = Reassuring(telling.tell)

    await asyncio.gather(wait_long(patience, "een"), wait_long(patience, "twee"))

    assert telling.read == ["room"]


async def test_who_is_being_told_when_the_answer_comes_is_not_told_again_at_the_next(telling: Telling):
    telling.takes = 60.0
    patience = Reassuring(telling.tell)

    await wait_long(patience, "een")
    await wait_long(patience, "twee")

    assert telling.read == ["room"]


async def test_who_could_not_be_told_is_told_at_the_next_message(telling: Telling):
    patience = Reassuring(telling.tell)
    telling.fails = True
    await wait_long(patience, "een")

    telling.fails = False
    await wait_long(patience, "twee")

    assert telling.read == ["room"]


async def test_each_conversation_is_told(telling: Telling):
    patience = Reassuring(telling.tell)

    await wait_long(patience, "een")
    await wait_long(patience, "een", conversation="another room")

    assert telling.read == ["room", "another room"]


async def test_who_is_answered_in_time_is_told_nothing(telling: Telling):
    patience = Reassuring(telling.tell)

    async with patience.while_answered(incoming("een")):
        pass
    await asyncio.sleep(0.05)

    assert telling.read == []
