"""An assistant that runs on a few small documents, whose index is kept."""

import asyncio
import itertools
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from pydantic import SecretStr

from bot.assembly.answering import answering_from, open_index
from bot.assembly.assistant import assistant_on
from bot.assembly.base import Base
from bot.dialogue import Dialogue
from bot.intents.classifier import load_classifier
from bot.intents.recognition import IntentRecognition
from bot.reindexing.reindexed import Reindexed, Step
from bot.reindexing.reindexing import Reindexing
from bot.reindexing.served import Run, Served, Stored
from bot.reindexing.under_way import UnderWay
from bot.reindexing.work import Work, reindex_collection
from bot.rendering.plain import render
from bot.settings import Settings
from bot.storage.index_jobs import IndexJobs
from bot.storage.knelpunten import Knelpunten
from bot.storage.library import Library
from bot.storage.outbox import Outbox
from index.embedding.embedder import Embedder
from knowledge.glossary import shipped_documents
from tests.bot.conftest import no_progress
from tests.bot.talk import Talk

ROLES_OF_THE_TRIANGLE = shipped_documents() / "085-driehoekmodel-de-drie-rollen.md"
QUESTION = "Welke rollen zijn er in de driehoek?"
TERRACE = "# Terras\n\nEen terras mag van april tot en met oktober open zijn.\n"
TERRACE_QUESTION = "Wanneer mag een terras open zijn?"
LATER = datetime.max.replace(tzinfo=UTC)
_askers = itertools.count(1)


def somebody_new() -> dict[str, str]:
    name = f"asker {next(_askers)}"
    return {"sender": name, "conversation": f"of {name}"}


def in_a_thread(embedder: Embedder) -> Run:
    """Do the work in this process, which starts sooner than one of its own."""

    async def run(work: Work, tell: Callable[[Step], None]) -> Reindexed:
        return await asyncio.to_thread(reindex_collection, work, embedder, tell)

    return run


class Running:
    """An assistant that runs, with an admin."""

    def __init__(
        self,
        folder: Path,
        embedder: Embedder,
        installed: Path,
        *,
        database: str | None = None,
        **knowledge: Any,
    ) -> None:
        self.settings = self.settings_in(folder, installed, **knowledge)
        if database:
            self.settings.database_url, self.settings.index_backend = SecretStr(database), "pgvector"
        (self.documents,) = self.settings.documents
        self.questions = folder / "questions.jsonl"
        self.embedder = embedder
        index = open_index(self.settings, None, embedder, no_progress)
        recognition = IntentRecognition(load_classifier(embedder, folder / "models"))
        self.dialogue = Dialogue(answering_from(index, embedder, self.settings), recognition)
        self.talk = Talk(self.dialogue, embedder, folder, roles=self.settings.roles)
        self.under_way = UnderWay()

    @staticmethod
    def settings_in(folder: Path, installed: Path, **knowledge: Any) -> Settings:
        """Make a data folder with one document and no questions to test with, and settings that name it."""
        documents, questions = folder / "documents", folder / "questions.jsonl"
        documents.mkdir(parents=True)
        (documents / ROLES_OF_THE_TRIANGLE.name).write_bytes(ROLES_OF_THE_TRIANGLE.read_bytes())
        (folder / "models").symlink_to(installed / "models")
        questions.write_text("")
        return Settings(
            data_dir=folder,
            documents=(documents,),
            knowledge={"evaluation": questions, **knowledge},
            roles=[
                {"channel": "test", "person": "dora", "role": "programmadirectie"},
                {"channel": "test", "person": "bea", "role": "beheerder"},
            ],
        )

    async def start(self, run: Run) -> None:
        await self.talk.start()
        engine = self.talk.engine
        self.talk.assistant = assistant_on(
            Base(self.dialogue, self.embedder, engine, self.settings, self.under_way)
        )
        stored = Stored(IndexJobs(engine), Knelpunten(engine), Library(engine))
        self.served = Served(stored, self.dialogue, self.embedder, self.settings, self.under_way, run)
        self.reindexing = Reindexing(self.served)

    def write(self, name: str = "terras.md", text: str = TERRACE) -> None:
        (self.documents / name).write_text(text)

    async def order(self, command: str) -> str:
        """Let an admin say something."""
        return await self.talk.say(command, sender="bea", conversation="of bea")

    async def told(self) -> str:
        """What stands in the place of the last reply to the admin by now."""
        pending = await Outbox(self.talk.engine).pending("test", 100, LATER)
        return render(pending[-1].reply) if pending else ""

    async def ordered(self, command: str) -> str:
        """Let an admin order something, have it done, and give what they are told of it."""
        await self.order(command)
        await self.reindexing.look()
        return await self.told()

    async def ask(self, question: str) -> str:
        """Ask, as somebody who never asked anything before."""
        return await self.talk.say(question, **somebody_new())

    async def summary(self) -> dict[str, Any]:
        """What is kept of what was done last."""
        (job,) = await self.served.stored.jobs.last_finished(1)
        return job.summary or {}
