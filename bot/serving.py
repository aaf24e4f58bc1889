"""Where the assistant is put together on its database, for as long as it is used."""

import asyncio
from collections import defaultdict
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

from sqlalchemy.ext.asyncio import AsyncEngine

from bot.admin_rooms import AdminRooms
from bot.assembly import dialogue_with, open_embedder
from bot.assistant import Assistant
from bot.channels.store import ChannelStore
from bot.commands.commands import Carriers, Commands
from bot.commands.documents import Documents
from bot.commands.evaluation import EvaluationSet
from bot.commands.fixed_answers import FixedAnswerCommands
from bot.commands.gaps import GapCommand
from bot.commands.lessons import Lessons
from bot.commands.linking import Linking
from bot.commands.own import OwnCommands
from bot.commands.reindexing import Reindexing
from bot.commands.surveying import Surveying
from bot.commands.tending import Tending
from bot.conversing import Conversing
from bot.deciding import Deciding
from bot.dialogue import Dialogue
from bot.filing import Filing
from bot.fixed_answers.sources import DocumentSources
from bot.fixed_answers.stored import StoredFixedAnswers
from bot.gaps.finding import GapFinder
from bot.health.checking import HealthCheck
from bot.health.index_health import index_health
from bot.housekeeping import keep_house, send_digests
from bot.knelpunten.attaching import Attaching
from bot.knelpunten.intake import Intake, find_none
from bot.knelpunten.likeness import load_likeness
from bot.knelpunten.notices import draft_expired, draft_will_expire
from bot.knelpunten.stored_look_alikes import StoredLookAlikes
from bot.library.adding import Adding
from bot.library.catalogue import Catalogue
from bot.library.readership import Readership
from bot.messages import Incoming
from bot.permissions import Grant
from bot.privacy.blackening import blacken
from bot.privacy.detection import find_personal_data
from bot.privacy.file_names import blacken_file_name
from bot.privacy.gate import PrivacyGate
from bot.progress import ProgressOf
from bot.reindexing.made_files import keep_made_files
from bot.reindexing.reindexing import keep_reindexing
from bot.reindexing.served import Served, Stored
from bot.reindexing.under_way import UnderWay
from bot.replying import Replying
from bot.reporting import Reporting
from bot.responding import Parts, Responder
from bot.settings import RetentionSettings, Settings
from bot.storage.answers import Answers
from bot.storage.attachments import Attachments
from bot.storage.continuations import Continuations
from bot.storage.conversations import Conversations
from bot.storage.database import open_database
from bot.storage.digests import Digests
from bot.storage.draft_expiry import DraftNotices
from bot.storage.feedback import Feedback
from bot.storage.fixed_answers import FixedAnswers
from bot.storage.gaps import Gaps
from bot.storage.health import DatabaseHealth
from bot.storage.inbox import Inbox
from bot.storage.index_jobs import IndexJobs
from bot.storage.knelpunten import Knelpunten
from bot.storage.library import Library
from bot.storage.linking import LinkedAccounts
from bot.storage.moving import Moving
from bot.storage.outbox import Outbox
from bot.storage.personal_data import PersonalData
from bot.storage.retention import Periods, Retention
from bot.storage.roles import Person, Roles
from bot.storage.vectors import KnelpuntVectors
from bot.storage.waiting import MOST_WAITING
from bot.supervision import supervised
from bot.workflow.daily_digest import DailyDigest
from bot.workflow.hearing import Hearing
from bot.workflow.quiet_hours import QuietHours
from bot.workflow.routing import theme_of as theme_by_rules
from bot.workflow.routing_rules import load_rules
from bot.workflow.treating import Treating
from index.embedding.batching import BatchingEmbedder
from index.embedding.embedder import Embedder

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
        assistant = await asyncio.to_thread(assistant_with, dialogue, embedder, engine, settings, under_way)
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


def assistant_with(
    dialogue: Dialogue,
    embedder: Embedder,
    engine: AsyncEngine,
    settings: Settings,
    under_way: UnderWay | None = None,
) -> Assistant:
    """Put the assistant together on an open database, with what answers questions.

    Args:
        dialogue: answers questions.
        embedder: the model.
        engine: the database.
        settings: what can be set.
        under_way: the work on the index; None where the index is one that is not changed here.
    """
    knelpunten, attachments = Knelpunten(engine), Attachments(engine)
    likeness = load_likeness(embedder.name)
    find_same = (
        StoredLookAlikes(knelpunten, KnelpuntVectors(engine), embedder, likeness).find
        if likeness
        else find_none
    )
    gate = PrivacyGate(find_personal_data)
    readership = Readership(Library(engine), knelpunten)
    fixed_answers = StoredFixedAnswers(FixedAnswers(engine), embedder)
    replying = Replying(dialogue, fixed_answers, readership)
    reporting = Reporting(Intake(knelpunten, attachments, find_same), dialogue, gate, replying)
    hearing = Hearing(knelpunten, _quiet_hours(settings))
    conversing = Conversing(dialogue, reporting, hearing, replying)
    commands = _commands(hearing, dialogue, readership, engine, settings, under_way)
    catalogue = _catalogue(dialogue, engine, settings)
    answers, admin_rooms = Answers(engine), AdminRooms(frozenset(settings.knowledge.admin_rooms))
    parts = Parts(
        reporting=reporting,
        conversing=conversing,
        deciding=Deciding(conversing, hearing),
        commands=commands,
        filing=Filing(admin_rooms, commands, answers, Adding(catalogue, settings.knowledge)),
        attaching=Attaching(attachments, knelpunten, settings.largest_attachment),
        gate=gate,
    )
    idle = timedelta(minutes=settings.conversation_idle_minutes)
    responder = Responder(parts, admin_rooms)
    return Assistant(responder, Conversations(engine), answers, Feedback(engine), idle, admin_rooms)


def daily_digest(engine: AsyncEngine, settings: Settings) -> DailyDigest:
    """Put together on an open database what those who treat knelpunten are told each working day."""
    rules = load_rules(settings.workflow.routing)
    return DailyDigest(
        Knelpunten(engine), _roles(engine, settings), Digests(engine), rules, _quiet_hours(settings)
    )


def _commands(
    hearing: Hearing,
    dialogue: Dialogue,
    readership: Readership,
    engine: AsyncEngine,
    settings: Settings,
    under_way: UnderWay | None,
) -> Commands:
    knelpunten, rules = Knelpunten(engine), load_rules(settings.workflow.routing)
    theme_of = partial(theme_by_rules, rules=rules)
    quiet = _quiet_hours(settings)
    reopenable = timedelta(days=settings.workflow.reopen_days)
    roles = _roles(engine, settings)
    catalogue = _catalogue(dialogue, engine, settings)
    carriers = Carriers(
        own=OwnCommands(knelpunten, PersonalData(engine)),
        linking=Linking(LinkedAccounts(engine), roles),
        hearing=hearing,
        surveying=Surveying(knelpunten, rules, dialogue, readership),
        treating=Treating(knelpunten, theme_of, reopenable, quiet),
        lessons=Lessons(knelpunten, theme_of, quiet),
        tending=Tending(
            documents=Documents(catalogue, Adding(catalogue, settings.knowledge)),
            reindexing=Reindexing(IndexJobs(engine), settings, under_way),
            evaluation=EvaluationSet(settings, dialogue, Library(engine)),
            gaps=GapCommand(
                _gap_finder(dialogue, engine, settings), FixedAnswers(engine), dialogue, readership, settings
            ),
            fixed_answers=FixedAnswerCommands(FixedAnswers(engine), DocumentSources(dialogue)),
            health=HealthCheck(
                DatabaseHealth(engine),
                IndexJobs(engine),
                settings.data_dir,
                lambda: index_health(*dialogue.serving),
                since=datetime.now(UTC),
            ),
        ),
    )
    return Commands(roles, carriers)


def _gap_finder(dialogue: Dialogue, engine: AsyncEngine, settings: Settings) -> GapFinder:
    return GapFinder(Gaps(engine), dialogue, timedelta(days=settings.retention.message_days))


def _catalogue(dialogue: Dialogue, engine: AsyncEngine, settings: Settings) -> Catalogue:
    return Catalogue(dialogue, Library(engine), settings.documents)


def _roles(engine: AsyncEngine, settings: Settings) -> Roles:
    fixed: defaultdict[Person, list[Grant]] = defaultdict(list)
    for given in settings.roles:
        fixed[given.channel, given.person].append(Grant(given.role, given.organisations, given.themes))
    return Roles(engine, fixed)


def _quiet_hours(settings: Settings) -> QuietHours:
    return QuietHours(settings.workflow.quiet_from, settings.workflow.quiet_until)


def _periods(settings: RetentionSettings) -> Periods:
    return Periods(
        draft=timedelta(days=settings.draft_days),
        draft_warning=timedelta(days=settings.draft_warning_days),
        conversation=timedelta(days=settings.conversation_days),
        messages=timedelta(days=settings.message_days),
        link=timedelta(days=settings.person_days),
    )
