"""The same dialogues in the terminal, in a Matrix room and on Telegram: the same words, the same report."""

import asyncio
import shlex
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from bot.knelpunten.history import Event
from bot.knelpunten.report import Knelpunt
from bot.storage.database import open_database
from bot.storage.knelpunten import Filter, Knelpunten
from bot.storage.schema import attachment
from tests.bot.channels.matrix import assistant as matrix
from tests.bot.channels.matrix.conftest import registered
from tests.bot.channels.script import DIALOGUES, END_SAID, PHOTO, SCRIPT, TOLD, Sent
from tests.bot.channels.telegram import assistant as telegram
from tests.bot.channels.telegram.bot_api import BotApi
from tests.bot.cli.wegwijzer import furnished, wegwijzer
from tests.synapse.person import Person
from tests.synapse.server import Synapse

SOME_MOMENT = datetime(2026, 1, 1, tzinfo=UTC)

Hold = Callable[[Path], str]
"""Holds all dialogues with an assistant that keeps its data in a folder; gives what it said."""


@dataclass(frozen=True, slots=True)
class Held:
    """What came of the dialogues: what was said in each, and what is stored at the end."""

    said: dict[str, str]
    stored: tuple[list[Knelpunt], list[Event], list[Any]]


def in_the_terminal(data: Path) -> str:
    """Hold the dialogues through a pipe."""
    lines = [said if isinstance(said, str) else _attached(said, data) for said in SCRIPT]
    typed = "".join(f"{line}\n" for line in lines)
    result = wegwijzer("chat", data=data, typed=typed, cwd=data)
    assert (result.returncode, result.stderr) == (0, "")
    return result.stdout


async def in_a_room(synapse: Synapse, data: Path) -> str:
    account = registered(synapse, data)
    async with Person.joins(synapse, "anna") as person, matrix.program(account):
        room = await matrix.direct_room(person, account)
        for said in SCRIPT:
            if isinstance(said, str):
                event = await person.say(room, said)
            else:
                address = await person.upload(said.content)
                event = await person.send(room, {"msgtype": "m.image", "body": said.name, "url": address})
            await person.wait_for_reply(event)
        return "".join(f"{body}\n\n" for body in await matrix.said_by(account, person, room))


async def in_a_chat(data: Path) -> str:
    api = BotApi()
    await api.start()
    try:
        async with telegram.program(api, data):
            for said in SCRIPT:
                before = len(api.said(telegram.PERSON))
                if isinstance(said, str):
                    api.say(said, sender=telegram.PERSON)
                else:
                    api.files["f"] = said.content
                    file = {
                        "file_id": "f",
                        "file_unique_id": "f",
                        "file_name": said.name,
                        "file_size": len(said.content),
                    }
                    api.say("", sender=telegram.PERSON, document=file)
                await api.until_said(before + 1, chat=telegram.PERSON)
            await api.until(lambda: api.texts(telegram.PERSON).count(END_SAID) == len(DIALOGUES))
        return "".join(f"{text}\n\n" for text in api.texts(telegram.PERSON))
    finally:
        await api.stop()


@pytest.fixture(scope="module")
def expected(tmp_path_factory: pytest.TempPathFactory, installed: Path) -> Held:
    """What comes of the dialogues in the terminal."""
    return _held(in_the_terminal, furnished(tmp_path_factory.mktemp("terminal") / "data", installed))


@pytest.fixture(scope="module", params=["matrix", "telegram"])
def held(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, installed: Path) -> Held:
    """What comes of them on another channel."""
    data = furnished(tmp_path_factory.mktemp(request.param) / "data", installed)
    if request.param == "matrix":
        synapse = request.getfixturevalue("synapse")
        return _held(lambda data: asyncio.run(in_a_room(synapse, data)), data)
    return _held(lambda data: asyncio.run(in_a_chat(data)), data)


@pytest.mark.parametrize("dialogue", DIALOGUES)
def test_a_dialogue_has_the_same_words_on_each_channel(held: Held, expected: Held, dialogue: str) -> None:
    assert held.said[dialogue] == expected.said[dialogue]


def test_it_ends_in_the_same_report(held: Held, expected: Held) -> None:
    (knelpunt,), _, (photo,) = expected.stored
    assert (knelpunt.report, photo[0]) == (TOLD, PHOTO.name)
    assert held.stored == expected.stored


def _held(hold: Hold, data: Path) -> Held:
    *said, rest = hold(data).split(f"{END_SAID}\n\n")
    assert rest == ""
    return Held(dict(zip(DIALOGUES, said, strict=True)), asyncio.run(_stored(data)))


def _attached(file: Sent, folder: Path) -> str:
    path = folder / file.name
    path.write_bytes(file.content)
    return f"bijlage: {shlex.quote(str(path))}"


async def _stored(data: Path) -> tuple[list[Knelpunt], list[Event], list[Any]]:
    """The knelpunten in a data folder, what happened to them and their files, all at the same moment."""
    engine = await open_database(f"sqlite:///{data / 'wegwijzer.db'}")
    try:
        knelpunten = Knelpunten(engine)
        found = await knelpunten.matching(Filter())
        events = [event for knelpunt in found for event in await knelpunten.history(knelpunt.number)]
        async with engine.connect() as connection:
            columns = (attachment.c.name, attachment.c.media_type, attachment.c.size, attachment.c.content)
            files = (await connection.execute(select(*columns))).all()
    finally:
        await engine.dispose()
    return (
        [replace(knelpunt, reported_at=SOME_MOMENT, since=SOME_MOMENT) for knelpunt in found],
        [replace(event, at=SOME_MOMENT) for event in events],
        [tuple(file) for file in files],
    )
