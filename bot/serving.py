"""Where the assistant is put together on its database, for as long as it is used."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

from sqlalchemy.ext.asyncio import AsyncEngine

from bot.assembly.answering import dialogue_with, open_embedder
from bot.assembly.assistant import assistant_on
from bot.assembly.base import Base
from bot.assembly.workflow import daily_digest
from bot.assistant import Assistant
from bot.channels.store import ChannelStore
from bot.housekeeping import keep_house, send_digests
from bot.knelpunten.notices import draft_expired, draft_will_expire
from bot.messages import Incoming
from bot.privacy.blackening import blacken
from bot.privacy.detection import find_personal_data
from bot.privacy.file_names import blacken_file_name
from bot.progress import ProgressOf
from bot.reindexing.made_files import keep_made_files
from bot.reindexing.reindexing import keep_reindexing
from bot.reindexing.served import Served, Stored
from bot.reindexing.under_way import UnderWay
from bot.settings import RetentionSettings, Settings
from bot.storage.answers import Answers
from bot.storage.continuations import Continuations
from bot.storage.database import open_database
from bot.storage.draft_expiry import DraftNotices
from bot.storage.inbox import Inbox
from bot.storage.index_jobs import IndexJobs
from bot.storage.knelpunten import Knelpunten
from bot.storage.library import Library
from bot.storage.moving import Moving
from bot.storage.outbox import Outbox
from bot.storage.retention import Periods, Retention
from bot.storage.waiting import MOST_WAITING
from bot.supervision import supervised
from index.embedding.batching import BatchingEmbedder

LOOKS_EVERY = 0.1
"""Seconds between two looks at what is left to be done, when that is waited for."""


@dataclass(frozen=True, slots=True)
class Service:
    """What a channel works with.

    Attributes:
        assistant: replies to messages.
        outbox: what is to be said unasked.
        engine: the database.
        most_waiting: how many messages of one person may wait on a channel.
        under_way: the work on the index; None where the index is one that is not changed here.
    """

    assistant: Assistant
    outbox: Outbox
    engine: AsyncEngine
    most_waiting: int = MOST_WAITING
    under_way: UnderWay | None = None

    async def settled(self) -> None:
        """Wait until nothing that was asked for is left to be done to the index."""
        while self.under_way and await IndexJobs(self.engine).first():  # noqa: ASYNC110 - it is in the database
            await asyncio.sleep(LOOKS_EVERY)

    def inbox(self, channel: str) -> Inbox:
        """Where the messages of a channel wait; personal data in them are not stored."""
        return Inbox(self.engine, channel, withheld, self.most_waiting)

    def store(self, channel: str) -> ChannelStore:
        """What a channel keeps."""
        return ChannelStore(
            self.inbox(channel),
            self.outbox,
            Answers(self.engine),
            Continuations(self.engine, withheld),
            Moving(self.engine),
        )


@asynccontextmanager
async def open_service(
    settings: Settings, index_dir: Path | None, progress_of: ProgressOf
) -> AsyncIterator[Service]:
    """Put everything together, and keep house while it is used; see `open_index` for the arguments."""
    engine = await open_database(settings.database)
    try:
        knelpunten = Knelpunten(engine)
        if index_dir is None:
            await keep_made_files(settings, knelpunten, Library(engine))
        # Many people ask at once, each in a thread: their questions are embedded together.
        embedder = BatchingEmbedder(await asyncio.to_thread(open_embedder, settings, progress_of))
        dialogue = await asyncio.to_thread(dialogue_with, embedder, settings, index_dir, progress_of)
        under_way = UnderWay() if index_dir is None else None
        base = Base(dialogue, embedder, engine, settings, under_way)
        assistant = await asyncio.to_thread(assistant_on, base)
        notices = DraftNotices(warning=draft_will_expire, expired=draft_expired)
        retention = Retention(engine, _periods(settings.retention), notices)
        digest = daily_digest(engine, settings)
        async with supervised() as tasks:
            housekeeping: list[asyncio.Task[None]] = [
                tasks.create_task(keep_house(retention)),
                tasks.create_task(send_digests(digest)),
            ]
            if under_way:
                stored = Stored(IndexJobs(engine), knelpunten, Library(engine))
                served = Served(stored, dialogue, embedder, settings, under_way)
                housekeeping.append(tasks.create_task(keep_reindexing(served)))
            yield Service(assistant, Outbox(engine), engine, settings.waiting_messages, under_way)
            for task in housekeeping:
                task.cancel()
    finally:
        await engine.dispose()


def withheld(message: Incoming) -> Incoming:
    """Give a message as it may be stored: without personal data."""
    found = find_personal_data(message.text)
    if found:
        message = replace(message, text=blacken(message.text, found), withheld=True)
    files = tuple(replace(file, name=blacken_file_name(file.name)) for file in message.attachments)
    return replace(message, attachments=files)


def _periods(settings: RetentionSettings) -> Periods:
    return Periods(
        draft=timedelta(days=settings.draft_days),
        draft_warning=timedelta(days=settings.draft_warning_days),
        conversation=timedelta(days=settings.conversation_days),
        messages=timedelta(days=settings.message_days),
        link=timedelta(days=settings.person_days),
    )
