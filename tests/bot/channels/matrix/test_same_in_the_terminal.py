"""The same conversation in a room on a real Synapse and in the terminal: the same words, the same report."""

import asyncio
import shlex
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import select

from bot.channels.matrix.account import MatrixAccount
from bot.knelpunten.history import Event
from bot.knelpunten.report import Knelpunt
from bot.storage.database import open_database
from bot.storage.knelpunten import Filter, Knelpunten
from bot.storage.schema import attachment
from tests.bot.channels.matrix.assistant import direct_room, program, said_by
from tests.bot.channels.script import PHOTO, SCRIPT, TOLD, Sent
from tests.bot.cli.wegwijzer import furnished, wegwijzer
from tests.synapse.person import Person

SOME_MOMENT = datetime(2026, 1, 1, tzinfo=UTC)


async def in_a_room(person: Person, account: MatrixAccount) -> str:
    """Hold the conversation in a room; gives what the assistant said."""
    async with program(account):
        room = await direct_room(person, account)
        for said in SCRIPT:
            await person.wait_for_reply(await say(person, room, said))
        return "".join(f"{body}\n\n" for body in await said_by(account, person, room))


async def say(person: Person, room: str, said: str | Sent) -> str:
    if isinstance(said, str):
        return await person.say(room, said)
    address = await person.upload(said.content)
    return await person.send(room, {"msgtype": "m.image", "body": said.name, "url": address})


async def in_the_terminal(data: Path, folder: Path) -> str:
    """Hold the conversation through a pipe; gives what the assistant said."""
    lines = [said if isinstance(said, str) else attach(said, folder) for said in SCRIPT]
    typed = "".join(f"{line}\n" for line in lines)
    result = await asyncio.to_thread(wegwijzer, "chat", data=data, typed=typed, cwd=folder)
    assert (result.returncode, result.stderr) == (0, "")
    return result.stdout


def attach(file: Sent, folder: Path) -> str:
    path = folder / file.name
    path.write_bytes(file.content)
    return f"bijlage: {shlex.quote(str(path))}"


async def stored(data: Path) -> tuple[list[Knelpunt], list[Event], list[Any]]:
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
        [replace(knelpunt, reported_at=SOME_MOMENT) for knelpunt in found],
        [replace(event, at=SOME_MOMENT) for event in events],
        [tuple(file) for file in files],
    )


async def test_one_conversation_has_the_same_words_and_ends_in_the_same_report(
    anna: Person, account: MatrixAccount, installed: Path, tmp_path: Path
) -> None:
    furnished(account.data_dir, installed)
    terminal_data = furnished(tmp_path / "terminal", installed)

    words_in_the_room = await in_a_room(anna, account)
    words_in_the_terminal = await in_the_terminal(terminal_data, tmp_path)

    assert words_in_the_terminal == words_in_the_room
    assert await stored(terminal_data) == await stored(account.data_dir)
    (knelpunt,), _, (photo,) = await stored(account.data_dir)
    assert knelpunt.report == TOLD
    assert photo[0] == PHOTO.name
