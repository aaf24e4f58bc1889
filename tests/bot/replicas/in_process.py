"""Replicas within one process: each has connections and a memory of its own, as processes have."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path

from bot.assembly.assistant import assistant_on, handling_on
from bot.assembly.base import Base
from bot.assembly.replica import handing_over, replica_on, working
from bot.dialogue import Dialogue
from bot.privacy.withholding import withheld
from bot.serving import Service
from bot.settings import Settings
from bot.storage.database import open_database
from bot.storage.outbox import Outbox
from index.embedding.embedder import Embedder


@asynccontextmanager
async def replica(
    database: str, dialogue: Dialogue, embedder: Embedder, folder: Path, *, works: bool = True
) -> AsyncIterator[Service]:
    """Run a replica as long as the block lasts, as `open_service` does, with a dialogue that is loaded.

    Args:
        database: a PostgreSQL.
        dialogue: answers questions.
        embedder: the model.
        folder: of its data.
        works: it makes replies to what is in the queue.
    """
    settings = Settings(data_dir=folder, database_url=database)
    engine = await open_database(database)
    this = replica_on(engine)
    assert this
    handling = handling_on(Base(dialogue, embedder, engine, settings))
    assistant = assistant_on(
        Base(dialogue, embedder, engine, settings), handing_over(this, handling, engine, withheld).handle
    )
    tasks = [asyncio.create_task(this.news.follow())]
    if works:
        tasks.append(asyncio.create_task(working(this, handling, engine).run()))
    try:
        while not await this.news.is_alive(this.news.replica):  # noqa: ASYNC110
            await asyncio.sleep(0.01)
        yield Service(assistant, Outbox(engine), engine, replica=this)
    finally:
        for task in tasks:
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task
        await engine.dispose()
