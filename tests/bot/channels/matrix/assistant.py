"""The real assistant in Matrix rooms: in this process, or as the program that people run."""

import asyncio
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import Any

from sqlalchemy.ext.asyncio import AsyncEngine

from bot.assembly.assistant import assistant_on
from bot.assembly.base import Base
from bot.channels.matrix.account import MatrixAccount
from bot.channels.matrix.channel import serve
from bot.channels.matrix.policy import MatrixPolicy
from bot.dialogue import Dialogue
from bot.serving import Service, open_service
from bot.settings import Settings
from bot.storage.database import open_database
from bot.storage.outbox import Outbox
from index.embedding.embedder import Embedder
from tests.bot.channels.matrix.echo import APOLOGY, LARGEST_FILE
from tests.bot.cli.wegwijzer import environment_for
from tests.bot.conftest import no_progress
from tests.synapse.person import Person
from tests.synapse.watching import Event

STARTED_WITHIN = 60.0
"""Seconds that the program may take until it serves."""


@asynccontextmanager
async def assistant_in_rooms(
    account: MatrixAccount,
    dialogue: Dialogue,
    embedder: Embedder,
    policy: MatrixPolicy | None = None,
    **changed: Any,
) -> AsyncIterator[AsyncEngine]:
    """Serve with a dialogue that is loaded already, and other settings perhaps; gives the database."""
    settings = Settings(data_dir=account.data_dir, **changed)
    engine = await open_database(settings.database)
    try:
        assistant = assistant_on(Base(dialogue, embedder, engine, settings))
        service = Service(assistant, Outbox(engine), engine, settings.waiting_messages)
        async with _served(account, service, policy):
            yield engine
    finally:
        await engine.dispose()


@asynccontextmanager
async def service_in_rooms(
    account: MatrixAccount, data_dir: Path, **changed: Any
) -> AsyncIterator[AsyncEngine]:
    """Serve with all there is, the housekeeping too, and other settings perhaps; gives the database."""
    database_url = f"sqlite:///{account.data_dir / 'wegwijzer.db'}"
    settings = Settings(data_dir=data_dir, database_url=database_url, **changed)
    async with open_service(settings, None, no_progress) as service, _served(account, service):
        yield service.engine


@asynccontextmanager
async def program(account: MatrixAccount) -> AsyncIterator[None]:
    """Run `wegwijzer run` on the data folder of the account; killed when the block ends."""
    assert account.password is not None
    log = account.data_dir / "run.log"
    with log.open("wb") as output:
        running = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "bot", "run"),
            stderr=output,
            cwd=account.data_dir,
            env=environment_for(
                account.data_dir,
                WEGWIJZER_MATRIX_HOMESERVER=account.homeserver,
                WEGWIJZER_MATRIX_USER_ID=account.user_id,
                WEGWIJZER_MATRIX_PASSWORD=account.password.get_secret_value(),
            ),
        )
    try:
        async with asyncio.timeout(STARTED_WITHIN):
            while " serving " not in log.read_text():
                assert running.returncode is None, log.read_text()
                await asyncio.sleep(0.1)
        yield
    finally:
        with suppress(ProcessLookupError):
            running.kill()
        await running.wait()


async def direct_room(person: Person, account: MatrixAccount) -> str:
    """Open a conversation of two with the assistant."""
    room = await person.create_room(account.user_id, direct=True)
    await person.wait_for_member(room, account.user_id)
    return room


async def ask(person: Person, room: str, *texts: str) -> str:
    """Say one thing after the other; gives the reply to the last."""
    reply: Event = {}
    for text in texts:
        reply = await person.wait_for_reply(await person.say(room, text))
    body: str = reply["content"]["body"]
    return body


async def said_by(account: MatrixAccount, person: Person, room: str) -> list[str]:
    """What the assistant said in a room, in order."""
    return [
        event["content"]["body"]
        for event in await person.history(room)
        if event["type"] == "m.room.message" and event["sender"] == account.user_id and event["content"]
    ]


@asynccontextmanager
async def _served(
    account: MatrixAccount, service: Service, policy: MatrixPolicy | None = None
) -> AsyncIterator[None]:
    serving = serve(
        account, service.store("matrix"), service.assistant, APOLOGY, policy or MatrixPolicy(), LARGEST_FILE
    )
    task = asyncio.create_task(serving)
    try:
        yield
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task
