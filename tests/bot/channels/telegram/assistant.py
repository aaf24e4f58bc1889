"""The real assistant on Telegram: in this process, or as the program that people run."""

import asyncio
import sys
from asyncio.subprocess import Process
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import Any

from sqlalchemy.ext.asyncio import AsyncEngine

from bot.assembly.assistant import assistant_on
from bot.assembly.base import Base
from bot.dialogue import Dialogue
from bot.serving import Service
from bot.settings import Settings
from bot.storage.database import open_database
from bot.storage.outbox import Outbox
from index.embedding.embedder import Embedder
from tests.bot.channels.telegram.bot_api import TOKEN, BotApi
from tests.bot.channels.telegram.conftest import kept_running, serve_on
from tests.bot.cli.wegwijzer import environment_for

PERSON = 7
"""Who is let in by the program."""


@asynccontextmanager
async def assistant_in_chats(
    api: BotApi, folder: Path, dialogue: Dialogue, embedder: Embedder, **changed: Any
) -> AsyncIterator[AsyncEngine]:
    """Serve with a dialogue that is loaded already, and other settings perhaps; gives the database."""
    settings = Settings(data_dir=folder, **changed)
    engine = await open_database(settings.database)
    try:
        service = Service(assistant_on(Base(dialogue, embedder, engine, settings)), Outbox(engine), engine)
        async with kept_running(serve_on(service.store("telegram"), service.assistant, api.url, folder)):
            yield engine
    finally:
        await engine.dispose()


@asynccontextmanager
async def program(api: BotApi, data: Path, **environment: str) -> AsyncIterator[Process]:
    """Run `wegwijzer run`; killed when the block ends."""
    settings = {
        "WEGWIJZER_TELEGRAM_TOKEN": TOKEN,
        "WEGWIJZER_TELEGRAM_API_URL": api.url,
        "WEGWIJZER_TELEGRAM_ALLOWED_USERS": str(PERSON),
    }
    with (data / "run.log").open("wb") as log:
        running = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "bot", "run"),
            stderr=log,
            cwd=data,
            env=environment_for(data, **settings, **environment),
        )
    try:
        async with asyncio.timeout(60):
            while not api.called("getMe"):
                assert running.returncode is None, (data / "run.log").read_text()
                await asyncio.sleep(0.1)
        yield running
    finally:
        with suppress(ProcessLookupError):
            running.kill()
        await running.wait()
