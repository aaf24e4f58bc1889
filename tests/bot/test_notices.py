"""Who hears what becomes of a knelpunt, where, and when; and that people can turn it off."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.assembly.workflow import daily_digest
from bot.dialogue import Dialogue
from bot.permissions import Role
from bot.rendering.plain import render
from bot.settings import RoleSettings, WorkflowSettings
from bot.storage.conversations import Conversations
from bot.storage.outbox import Outbox
from bot.wording import workflow as words
from bot.wording.dates import HERE
from index.embedding.embedder import Embedder
from tests.bot.incoming import incoming
from tests.bot.storage.samples import sending
from tests.bot.talk import Talk
from tests.bot.test_any_report import InMemoryTalk
from tests.bot.years import YEAR

NUMBER = f"KP-{YEAR}-0001"
HANNA: dict[str, Any] = {"sender": "hanna", "conversation": "kamer van hanna"}
"""Who treats knelpunten; anna reports them, somewhere else."""

NEVER = WorkflowSettings(quiet_from=0, quiet_until=0)
OFF, ON = "/berichten uit", "/berichten aan"
FAR_AHEAD = timedelta(days=999)


def talk_with(dialogue: Dialogue, embedder: Embedder, folder: Path, workflow: WorkflowSettings) -> Talk:
    treats = RoleSettings(channel="test", person="hanna", role=Role.HANDLER)
    return InMemoryTalk(dialogue, embedder, folder, roles=(treats,), workflow=workflow)


@pytest.fixture
async def talk(dialogue: Dialogue, embedder: Embedder, tmp_path: Path) -> AsyncIterator[Talk]:
    """Anna reported a knelpunt; at no hour of the day people want to be left alone."""
    talk = talk_with(dialogue, embedder, tmp_path, NEVER)
    await begin(talk)
    yield talk
    await talk.stop()


async def begin(talk: Talk) -> None:
    await talk.start()
    await Conversations(talk.engine).keep(incoming("versturen"), sending(NUMBER), datetime.now(UTC))


async def heard(talk: Talk, sender: str, at: datetime | None = None) -> list[str]:
    """What somebody is told unasked, where, by a moment."""
    by = at or datetime.now(UTC) + FAR_AHEAD
    pending = await Outbox(talk.engine).pending("test", 100, by)
    return [f"{one.conversation}: {render(one.reply)}" for one in pending if one.sender == sender]


async def test_what_was_told_of_where_it_stands_can_be_read_again(talk: Talk) -> None:
    await talk.say(f"/neem {NUMBER}", f"/vraag {NUMBER} Om hoeveel mensen gaat het?", **HANNA)

    asked = await talk.say(f"/status {NUMBER}")
    await talk.say(f"{NUMBER} Ongeveer 300.")
    await talk.say(f"/zet {NUMBER} doorgezet De organisatie pakt het zelf op.", **HANNA)
    decided = await talk.say(f"/status {NUMBER}")

    assert "Om hoeveel mensen gaat het?" in asked
    assert words.WHY.format(why="De organisatie pakt het zelf op.") in decided


async def test_the_reporter_hears_of_a_change_where_they_reported(talk: Talk) -> None:
    await talk.say(f"/neem {NUMBER}", **HANNA)

    (said,) = await heard(talk, "anna")
    assert said.startswith("room: ")
    assert words.NOW["in behandeling"] in said
    assert await heard(talk, "hanna") == []


async def test_who_turned_it_off_hears_nothing_until_they_turn_it_on(talk: Talk) -> None:
    assert await talk.say(OFF) == words.NOTICES_OFF
    await talk.say(f"/neem {NUMBER}", **HANNA)
    assert await talk.say(ON) == words.NOTICES_ON
    await talk.say(f"/zet {NUMBER} doorgezet De gemeente past het aan.", **HANNA)

    (said,) = await heard(talk, "anna")
    assert words.NOW["doorgezet"] in said


async def test_it_is_turned_off_wherever_somebody_is_and_for_nobody_else(talk: Talk) -> None:
    await talk.say(OFF, conversation="elders")
    await talk.say(OFF, sender="bob")
    await talk.say(ON, sender="bob")

    await talk.say(f"/neem {NUMBER}", **HANNA)

    assert await heard(talk, "anna") == []


async def test_who_treats_knelpunten_turns_off_answers_and_the_daily_message(talk: Talk) -> None:
    async def hear(sender: str) -> list[str]:
        await talk.say(f"/vraag {NUMBER} Om hoeveel mensen gaat het?", **HANNA)
        await talk.say(f"{NUMBER} Om vijftig mensen, elke maand.")
        await daily_digest(talk.engine, talk.settings).send(_next_working_day())
        return await heard(talk, sender)

    await talk.say(f"/neem {NUMBER}", **HANNA)
    await talk.say(OFF, **HANNA)
    assert await hear("hanna") == []

    await talk.say(ON, **HANNA)
    (answer,) = await hear("hanna")
    assert "Om vijftig mensen" in answer


async def test_something_else_than_on_or_off_is_asked_again(talk: Talk) -> None:
    for typed in ("/berichten", "/berichten misschien"):
        assert await talk.say(typed) == words.NOTICES_WHICH


async def test_what_happens_in_the_quiet_hours_is_told_after_them_in_order(
    dialogue: Dialogue, embedder: Embedder, tmp_path: Path
) -> None:
    hour = datetime.now(HERE).hour
    until = (hour + 2) % 24
    quiet = WorkflowSettings(quiet_from=(hour - 1) % 24, quiet_until=until)
    talk = talk_with(dialogue, embedder, tmp_path, quiet)
    await begin(talk)

    await talk.say(f"/neem {NUMBER}", f"/zet {NUMBER} doorgezet", f"/zet {NUMBER} opgelost", **HANNA)

    end = datetime.now(HERE).replace(hour=until, minute=0, second=0, microsecond=0)
    if until < hour:
        end += timedelta(days=1)
    assert await heard(talk, "anna", end - timedelta(seconds=1)) == []
    said = await heard(talk, "anna", end)
    order = [words.NOW[status] for status in ("in behandeling", "doorgezet", "opgelost")]
    assert [sentence in one for sentence, one in zip(order, said, strict=True)] == [True] * 3
    await talk.stop()


def _next_working_day() -> datetime:
    """A moment on it at which people are told what there is, where there are no quiet hours."""
    day = datetime.now(HERE).date() + timedelta(days=1)
    while day.weekday() >= 5:
        day += timedelta(days=1)
    return datetime.combine(day, time(12), HERE)
