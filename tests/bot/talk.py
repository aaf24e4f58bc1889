"""Conversations with the assistant, for tests: what is typed, and what comes back."""

from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy.ext.asyncio import AsyncEngine

from bot.assembly.assistant import assistant_on
from bot.assembly.base import Base
from bot.assistant import Assistant
from bot.attachments import AttachmentUnavailable, Obstacle
from bot.dialogue import Dialogue
from bot.knelpunten.report import Knelpunt
from bot.messages import Attachment, Reply
from bot.rendering.plain import render
from bot.settings import Settings
from bot.storage.answers import Answers
from bot.storage.database import open_database
from bot.storage.knelpunten import Filter, Knelpunten
from bot.storage.outbox import Outbox, cause_of
from index.embedding.embedder import Embedder
from tests.bot.incoming import incoming

DESCRIPTION = "Ouders moeten bij een verhuizing drie keer hetzelfde formulier invullen."
ANSWERS = (DESCRIPTION, "burgers", "jonge ouders", "Gemeente Zwolle", "gegevensdeling")
"""What it takes to come to the questions that may be skipped."""


class Talk:
    """One assistant on one database, and the people who talk to it."""

    def __init__(self, dialogue: Dialogue, embedder: Embedder, folder: Path, **settings: Any) -> None:
        self.settings = Settings(data_dir=folder, **settings)
        self.files: dict[str, bytes] = {}
        self._dialogue, self._embedder = dialogue, embedder
        self.engine: AsyncEngine
        self.assistant: Assistant
        self.last_notice = ""

    async def start(self) -> None:
        self.engine = await open_database(self.settings.database)
        self.assistant = assistant_on(Base(self._dialogue, self._embedder, self.engine, self.settings))

    async def stop(self) -> None:
        await self.engine.dispose()

    async def restart(self) -> None:
        """Start anew on the same database: what is in memory is gone."""
        await self.stop()
        await self.start()

    async def replies(self, text: str, **changes: Any) -> tuple[Reply, ...]:
        return await self.assistant.handle(incoming(text, **changes), self._fetch)

    async def say(self, *texts: str, **changes: Any) -> str:
        """Say something, or one thing after the other; give what is said to the last."""
        said = ""
        for text in texts:
            said = "\n\n".join(render(reply) for reply in await self.replies(text, **changes))
        return said

    async def send_file(self, name: str, content: bytes, text: str = "", **changes: Any) -> str:
        self.files[name] = content
        attachment = Attachment(name=name, size=len(content), source=name)
        return await self.say(text, attachments=(attachment,), **changes)

    async def knelpunten(self) -> list[Knelpunt]:
        """All that was reported, oldest first."""
        return [*reversed(await Knelpunten(self.engine).matching(Filter()))]

    async def report(self, changed: Mapping[int, str] | None = None, **changes: Any) -> str:
        """Report a knelpunt; give what is said when it is sent."""
        answers = [(changed or {}).get(number, answer) for number, answer in enumerate(ANSWERS)]
        return await self.say("/melden", *answers, *["overslaan"] * 6, "versturen", **changes)

    async def unasked(self, sender: str, channel: str = "test") -> list[str]:
        """What somebody is told unasked since the last time, each as an event that they can reply to."""
        outbox, answers, later = Outbox(self.engine), Answers(self.engine), datetime.max.replace(tzinfo=UTC)
        told = []
        for outgoing in await outbox.pending(channel, 1000, later):
            if outgoing.sender == sender:
                await answers.note(channel, cause_of(outgoing.id), 0, [f"notice-{outgoing.id}"], later)
                await outbox.sent(outgoing.id, datetime.now(UTC))
                self.last_notice = f"notice-{outgoing.id}"
                told.append(render(outgoing.reply))
        return told

    async def _fetch(self, attachment: Attachment) -> bytes:
        if attachment.source not in self.files:
            raise AttachmentUnavailable(attachment, Obstacle.MISSING)
        return self.files[attachment.source]
