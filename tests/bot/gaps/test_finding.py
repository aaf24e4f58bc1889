"""Finding gaps takes no time twice, and is done once at a time."""

import asyncio
import threading
from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import insert
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.dialogue import Dialogue
from bot.gaps import finding
from bot.gaps.actions import DecideOnQuestion, Decision
from bot.gaps.finding import GapFinder
from bot.messages import Kind
from bot.storage.database import open_in_memory
from bot.storage.gaps import Gaps
from bot.storage.schema import handled_event
from index.embedding.embedder import Embedder
from tests.bot.storage.samples import NOW

ASKED = ("Wie vervangt de programmadirecteur?", "Wanneer komt de nieuwsbrief?", "Regent het morgen?")


@pytest.fixture
async def engine() -> AsyncIterator[AsyncEngine]:
    """Three questions without an answer; the last is the newest, and the second was asked twice."""
    engine = await open_in_memory()
    for number, question in enumerate((ASKED[1], *ASKED)):
        await ask(engine, question, number)
    yield engine
    await engine.dispose()


async def ask(engine: AsyncEngine, question: str, number: int) -> None:
    values = {"replies": [], "handled_at": NOW + timedelta(minutes=number), "kind": Kind.UNKNOWN}
    async with engine.begin() as connection:
        await connection.execute(
            insert(handled_event).values(channel="test", event=str(number), question=question, **values)
        )


def finder_of(engine: AsyncEngine, dialogue: Dialogue) -> GapFinder:
    return GapFinder(Gaps(engine), dialogue, timedelta(days=90))


async def test_only_what_is_new_is_looked_at_for_its_subject(
    engine: AsyncEngine, dialogue: Dialogue, monkeypatch: pytest.MonkeyPatch
) -> None:
    recognise, recognised = Dialogue.recognise, []

    def counting(self: Dialogue, text: str, vector: Any) -> Any:
        recognised.append(text)
        return recognise(self, text, vector)

    monkeypatch.setattr(Dialogue, "recognise", counting)
    finder = finder_of(engine, dialogue)

    first, again = await finder.find(NOW), await finder.find(NOW)
    await ask(engine, "Hoe meld ik me aan voor de opleiding?", 9)
    await finder.find(NOW)

    assert first == again
    assert sorted(recognised) == sorted([*ASKED, "Hoe meld ik me aan voor de opleiding?"])


async def test_who_gives_up_waiting_and_asks_again_starts_no_second_look(
    engine: AsyncEngine, dialogue: Dialogue, monkeypatch: pytest.MonkeyPatch
) -> None:
    model = type(dialogue.embedder)
    embed, embedded = model.embed_queries, []
    begun, may_end = threading.Event(), threading.Event()

    def slow(self: Embedder, texts: Any) -> Any:
        embedded.append(texts)
        begun.set()
        may_end.wait(10)
        return embed(self, texts)

    monkeypatch.setattr(model, "embed_queries", slow)
    finder = finder_of(engine, dialogue)

    first = asyncio.create_task(finder.find(NOW))
    await asyncio.to_thread(begun.wait, 10)
    first.cancel()
    again = asyncio.create_task(finder.find(NOW))
    await asyncio.wait([again], timeout=0.1)
    may_end.set()

    assert len((await again).gaps) == len(ASKED)
    assert len(embedded) == 1


async def test_of_very_many_questions_the_most_asked_and_newest_are_grouped(
    engine: AsyncEngine, dialogue: Dialogue, monkeypatch: pytest.MonkeyPatch
) -> None:
    finder = finder_of(engine, dialogue)
    everything = await finder.find(NOW)

    monkeypatch.setattr(finding, "MOST_ASKED", 2)
    some = await finder.find(NOW)

    assert (len(everything.gaps), everything.is_part) == (3, False)
    assert {gap.question for gap in some.gaps} == set(ASKED[1:])
    assert some.is_part


async def test_of_very_many_decisions_the_newest_hold(
    engine: AsyncEngine, dialogue: Dialogue, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(finding, "MOST_DECIDED", 1)
    finder, gaps = finder_of(engine, dialogue), Gaps(engine)

    for question in ("Wanneer komt de nieuwsbrief", "Regent het morgen"):
        await gaps.decide(DecideOnQuestion(question=question, decision=Decision.OUT_OF_SCOPE), NOW)
        found = await finder.find(NOW)

    assert [gap.question for gap in found.gaps if gap.decided] == ["Regent het morgen?"]
