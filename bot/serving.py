"""Where the assistant is put together on its database, for as long as it is used."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

from sqlalchemy.ext.asyncio import AsyncEngine

from bot.assembly import dialogue_with, open_embedder
from bot.assistant import Assistant
from bot.channels.store import ChannelStore
from bot.commands.replies import Commands
from bot.dialogue import Dialogue
from bot.housekeeping import keep_house
from bot.knelpunten.attaching import Attaching
from bot.knelpunten.intake import Intake, find_none
from bot.knelpunten.likeness import load_likeness
from bot.knelpunten.notices import draft_expired, draft_will_expire
from bot.knelpunten.stored_look_alikes import StoredLookAlikes
from bot.messages import Incoming
from bot.privacy.blackening import blacken
from bot.privacy.detection import find_personal_data
from bot.privacy.file_names import blacken_file_name
from bot.privacy.gate import PrivacyGate
from bot.progress import ProgressOf
from bot.reporting import Reporting
from bot.responding import Parts, Responder
from bot.settings import RetentionSettings, Settings
from bot.storage.answers import Answers
from bot.storage.attachments import Attachments
from bot.storage.continuations import Continuations
from bot.storage.conversations import Conversations
from bot.storage.database import open_database
from bot.storage.draft_expiry import DraftNotices
from bot.storage.feedback import Feedback
from bot.storage.inbox import Inbox
from bot.storage.knelpunten import Knelpunten
from bot.storage.moving import Moving
from bot.storage.outbox import Outbox
from bot.storage.personal_data import PersonalData
from bot.storage.retention import Periods, Retention
from bot.storage.vectors import KnelpuntVectors
from bot.storage.waiting import MOST_WAITING
from bot.supervision import supervised
from index.embedding.batching import BatchingEmbedder
from index.embedding.embedder import Embedder


@dataclass(frozen=True, slots=True)
class Service:
    """What a channel works with.

    Attributes:
        assistant: replies to messages.
        outbox: what is to be said unasked.
        engine: the database.
        most_waiting: how many messages of one person may wait on a channel.
    """

    assistant: Assistant
    outbox: Outbox
    engine: AsyncEngine
    most_waiting: int = MOST_WAITING

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
        assistant = await asyncio.to_thread(_open_assistant, settings, index_dir, engine, progress_of)
        notices = DraftNotices(warning=draft_will_expire, expired=draft_expired)
        retention = Retention(engine, _periods(settings.retention), notices)
        async with supervised() as tasks:
            housekeeping = tasks.create_task(keep_house(retention))
            yield Service(assistant, Outbox(engine), engine, settings.waiting_messages)
            housekeeping.cancel()
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
    dialogue: Dialogue, embedder: Embedder, engine: AsyncEngine, settings: Settings
) -> Assistant:
    """Put the assistant together on an open database, with what answers questions."""
    knelpunten, attachments = Knelpunten(engine), Attachments(engine)
    likeness = load_likeness(embedder.name)
    find_same = (
        StoredLookAlikes(knelpunten, KnelpuntVectors(engine), embedder, likeness).find
        if likeness
        else find_none
    )
    gate = PrivacyGate(find_personal_data)
    parts = Parts(
        dialogue=dialogue,
        reporting=Reporting(Intake(knelpunten, attachments, find_same), dialogue, gate),
        commands=Commands(knelpunten, PersonalData(engine)),
        attaching=Attaching(attachments, knelpunten, settings.largest_attachment),
        gate=gate,
    )
    idle = timedelta(minutes=settings.conversation_idle_minutes)
    return Assistant(Responder(parts), Conversations(engine), Answers(engine), Feedback(engine), idle)


def _open_assistant(
    settings: Settings, index_dir: Path | None, engine: AsyncEngine, progress_of: ProgressOf
) -> Assistant:
    # Many people ask at once, each in a thread: their questions are embedded together.
    embedder = BatchingEmbedder(open_embedder(settings, progress_of))
    dialogue = dialogue_with(embedder, settings, index_dir, progress_of)
    return assistant_with(dialogue, embedder, engine, settings)


def _periods(settings: RetentionSettings) -> Periods:
    return Periods(
        draft=timedelta(days=settings.draft_days),
        draft_warning=timedelta(days=settings.draft_warning_days),
        conversation=timedelta(days=settings.conversation_days),
        messages=timedelta(days=settings.message_days),
        link=timedelta(days=settings.person_days),
    )
