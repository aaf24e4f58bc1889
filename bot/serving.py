"""Where the assistant is put together on its database, for as long as it is used."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from functools import partial
from pathlib import Path

from sqlalchemy.ext.asyncio import AsyncEngine

from bot.assembly.answering import dialogue_with, open_embedder
from bot.assembly.assistant import assistant_on, handling_on
from bot.assembly.base import Base
from bot.assembly.replica import handing_over, replica_on, working
from bot.assembly.workflow import daily_digest
from bot.assistant import Assistant, Handle
from bot.backup.placing import check_whole
from bot.channels.store import ChannelStore
from bot.delivery.stopping import Stopping
from bot.housekeeping import keep_house, send_digests
from bot.knelpunten.notices import draft_expired, draft_will_expire
from bot.observability.liveness import watch
from bot.observability.watched import Watched
from bot.privacy.withholding import withheld
from bot.progress import ProgressOf
from bot.reindexing.made_files import keep_made_files
from bot.reindexing.reindexing import keep_reindexing
from bot.reindexing.served import Served, Stored
from bot.reindexing.under_way import UnderWay
from bot.replicas.leading import Do
from bot.replicas.replica import Replica
from bot.settings import RetentionSettings, Settings
from bot.storage.answers import Answers
from bot.storage.continuations import Continuations
from bot.storage.database import open_database
from bot.storage.draft_expiry import DraftNotices
from bot.storage.health import DatabaseHealth
from bot.storage.inbox import Inbox
from bot.storage.index_jobs import IndexJobs
from bot.storage.knelpunten import Knelpunten
from bot.storage.library import Library
from bot.storage.moving import Moving
from bot.storage.outbox import Outbox
from bot.storage.retention import Periods, Retention
from bot.storage.starting import wait_for_database
from bot.storage.waiting import MOST_WAITING
from bot.supervision import supervised
from bot.workflow.daily_digest import DailyDigest
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
        watched: what is looked at to see how it is; None where nobody does.
        replica: this process among those that serve the same channels; None where it is the only one.
        stopping: whether nothing new is to be answered any more.
    """

    assistant: Assistant
    outbox: Outbox
    engine: AsyncEngine
    most_waiting: int = MOST_WAITING
    under_way: UnderWay | None = None
    watched: Watched | None = None
    replica: Replica | None = None
    stopping: Stopping = field(default_factory=Stopping)

    async def settled(self) -> None:
        """Wait until nothing that was asked for is left to be done to the index."""
        while self.under_way and await IndexJobs(self.engine).first():  # noqa: ASYNC110 - it is in the database
            await asyncio.sleep(LOOKS_EVERY)

    def inbox(self, channel: str) -> Inbox:
        """Where the messages of a channel wait; personal data in them are not stored."""
        if self.replica is None:
            return Inbox(self.engine, channel, withheld, self.most_waiting)
        inbox = Inbox(self.engine, channel, withheld, self.most_waiting, self.replica.news)
        # One, as others ask this process for what it remembers.
        return self.replica.inboxes.setdefault(channel, inbox)

    async def lead(self, name: str, do: Do) -> None:
        """Do what one process does at a time, once that is this one; see `Leading.lead`."""
        await (do() if self.replica is None else self.replica.leading.lead(name, do))

    def store(self, channel: str) -> ChannelStore:
        """What a channel keeps."""
        return ChannelStore(
            self.inbox(channel),
            self.outbox,
            Answers(self.engine),
            Continuations(self.engine, withheld),
            Moving(self.engine),
            self.stopping,
        )


@asynccontextmanager
async def open_service(
    settings: Settings, index_dir: Path | None, progress_of: ProgressOf, *, shared: bool = False
) -> AsyncIterator[Service]:
    """Put everything together, and keep house while it is used.

    Args:
        settings: what can be set.
        index_dir: see `open_index`.
        progress_of: see `open_index`.
        shared: other processes may serve the same channels, where the database is not a file.
    """
    check_whole(settings.data_dir)
    if shared:
        # Whatever starts first: who serves people waits for the database, who typed a command is told.
        await wait_for_database(settings.database)
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
        handling = await asyncio.to_thread(handling_on, base)
        replica = replica_on(engine)
        among_others = replica if shared else None
        handle: Handle = handling.handle
        if among_others:
            handle = handing_over(among_others, handling, engine, withheld).handle
        assistant = assistant_on(base, handle)
        notices = DraftNotices(warning=draft_will_expire, expired=draft_expired)
        retention = Retention(engine, _periods(settings.retention), notices)
        digest = daily_digest(engine, settings)
        async with supervised() as tasks:
            tend = partial(_tend, retention, digest)
            housekeeping: list[asyncio.Task[None]] = [
                tasks.create_task(
                    replica.leading.lead("housekeeping", tend) if replica else tend(), name="housekeeping"
                ),
            ]
            if among_others:
                housekeeping += [
                    tasks.create_task(among_others.news.follow(), name="news"),
                    tasks.create_task(among_others.forget_finished(), name="forgetting"),
                    tasks.create_task(working(among_others, handling, engine).run(), name="answering"),
                ]
            if under_way:
                stored = Stored(IndexJobs(engine), knelpunten, Library(engine))
                served = Served(stored, dialogue, embedder, settings, under_way)
                housekeeping.append(tasks.create_task(keep_reindexing(served), name="reindexing"))
            watch(*housekeeping)
            yield Service(
                assistant,
                Outbox(engine),
                engine,
                settings.waiting_messages,
                under_way,
                Watched(DatabaseHealth(engine), IndexJobs(engine), lambda: dialogue.serving),
                among_others,
            )
            for task in housekeeping:
                task.cancel()
    finally:
        watch()
        await engine.dispose()


async def _tend(retention: Retention, digest: DailyDigest) -> None:
    async with supervised() as tasks:
        tasks.create_task(keep_house(retention))
        tasks.create_task(send_digests(digest))


def _periods(settings: RetentionSettings) -> Periods:
    return Periods(
        draft=timedelta(days=settings.draft_days),
        draft_warning=timedelta(days=settings.draft_warning_days),
        conversation=timedelta(days=settings.conversation_days),
        messages=timedelta(days=settings.message_days),
        link=timedelta(days=settings.person_days),
    )
