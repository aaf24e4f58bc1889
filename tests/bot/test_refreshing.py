"""What is agreed to be known is found by whoever asks next, while the assistant runs."""

import asyncio
import itertools
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest

from bot import refreshing as refreshing_module
from bot.assembly import answering_from, open_index
from bot.dialogue import Dialogue
from bot.indexing import index_documents
from bot.intents.classifier import load_classifier
from bot.intents.recognition import IntentRecognition
from bot.refreshing import Refreshing, keep_fresh
from bot.rendering.plain import render
from bot.serving import Service, open_service
from bot.settings import Settings
from bot.storage.knelpunten import Knelpunten
from index.embedding.embedder import Embedder
from index.lock import LockedError, locked
from knowledge.glossary import shipped_documents
from tests.bot.conftest import no_progress
from tests.bot.incoming import incoming
from tests.bot.talk import ANSWERS, Talk
from tests.bot.years import YEAR

NUMBER = f"KP-{YEAR}-0001"
LESSON = "Vraag eerst na of het formulier nog nodig is. Meestal staan de gegevens al in een basisregistratie."
QUESTION = "Wat is er geleerd over formulieren bij een verhuizing?"
OTHER_QUESTION = "Welke rollen zijn er in de driehoek?"
TITLE = "Geleerde les: Ouders moeten bij een verhuizing drie keer hetzelfde formulier invullen"
_askers = itertools.count(1)
LEARNING = (
    f"/neem {NUMBER}",
    f"/zet {NUMBER} opgelost Het formulier is niet meer nodig.",
    f"/les {NUMBER} {LESSON}",
    f"/les {NUMBER} akkoord",
)


def settings_with_one_document(data_dir: Path) -> dict[str, Any]:
    return {
        "data_dir": data_dir,
        "documents": (shipped_documents() / "085-driehoekmodel-de-drie-rollen.md",),
        "roles": [{"channel": "test", "person": "dora", "role": "programmadirectie"}],
    }


class Running:
    """An assistant that runs on one document."""

    def __init__(self, folder: Path, embedder: Embedder, models: Path) -> None:
        self.settings = Settings(**settings_with_one_document(folder))
        index = open_index(self.settings, None, embedder, no_progress)
        recognition = IntentRecognition(load_classifier(embedder, models))
        self.dialogue = Dialogue(answering_from(index, embedder, self.settings), recognition)
        self.talk = Talk(self.dialogue, embedder, folder, roles=self.settings.roles)
        self._embedder = embedder

    async def start(self) -> None:
        await self.talk.start()
        self.refreshing = Refreshing(
            Knelpunten(self.talk.engine), self.dialogue, self._embedder, self.settings
        )

    async def learn(self) -> None:
        """Agree that others read what was learned from a knelpunt."""
        await self.talk.report()
        await self.talk.say(*LEARNING, sender="dora", conversation="of dora")

    async def ask(self, question: str) -> str:
        """Ask, as somebody who never asked anything before."""
        return await self.talk.say(question, **somebody_new())

    async def finds_the_lesson(self) -> bool:
        return TITLE in await self.ask(QUESTION)


def somebody_new() -> dict[str, str]:
    name = f"asker {next(_askers)}"
    return {"sender": name, "conversation": f"of {name}"}


async def until(is_so: Callable[[], Awaitable[bool]]) -> None:
    """Wait until something is so."""
    async with asyncio.timeout(30):
        while not await is_so():  # noqa: ASYNC110 - what is waited for is in another task's database
            await asyncio.sleep(0.05)


@pytest.fixture
async def running(tmp_path: Path, embedder: Embedder, installed: Path):
    running = Running(tmp_path, embedder, installed / "models")
    await running.start()
    yield running
    await running.talk.stop()


async def test_with_consent_a_lesson_is_found_by_who_asks_next(running: Running) -> None:
    await running.learn()
    await running.refreshing.refresh()

    said = await running.ask(QUESTION)

    assert LESSON in said
    assert f"Bron: {TITLE}. Knelpunt {NUMBER}," in said


async def test_a_lesson_that_is_taken_out_is_found_no_more(running: Running) -> None:
    await running.learn()
    await running.refreshing.refresh()
    await running.talk.say(f"/les {NUMBER} niet", sender="dora", conversation="of dora")
    await running.refreshing.refresh()

    assert TITLE not in await running.ask(QUESTION)
    assert list(running.settings.lessons_dir.iterdir()) == []


async def test_questions_are_answered_while_the_knowledge_is_refreshed(running: Running) -> None:
    await running.learn()
    refreshed = asyncio.create_task(running.refreshing.refresh())
    answers = []
    while not refreshed.done():
        answers.append(await running.ask(OTHER_QUESTION))

    assert len(answers) > 1
    assert all("Bron: " in answer for answer in answers)


async def test_where_nothing_happened_nothing_is_switched(running: Running) -> None:
    before = running.dialogue.generation

    await running.refreshing.refresh()

    assert running.dialogue.generation == before


async def test_what_another_process_indexed_is_answered_from(running: Running, embedder: Embedder) -> None:
    await running.refreshing.refresh()
    document = running.settings.data_dir / "terras.md"
    document.write_text("# Terras\n\nEen terras mag van april tot en met oktober open zijn.\n")

    index_documents([document], running.settings.index_dir, embedder)
    await running.refreshing.refresh()

    assert list(running.dialogue.documents) == ["terras.md"]


async def test_while_another_process_indexes_it_is_tried_again_later(running: Running) -> None:
    await running.learn()
    with locked(running.settings.index_dir / "lock", wait=True), pytest.raises(LockedError):
        await running.refreshing.refresh()
    assert TITLE not in await running.ask(QUESTION)

    await running.refreshing.refresh()

    assert TITLE in await running.ask(QUESTION)


async def test_a_failure_is_logged_and_tried_again(
    running: Running, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(refreshing_module, "AFTER_FAILURE", 0.01)
    running.settings.lessons_dir.write_text("in the way")
    await running.learn()

    async def has_failed() -> bool:
        return "refreshing failed" in caplog.text

    following = asyncio.create_task(keep_fresh(running.refreshing))
    await until(has_failed)
    running.settings.lessons_dir.unlink()
    await until(running.finds_the_lesson)
    following.cancel()


async def test_the_service_follows_by_itself_and_makes_lost_files_again(
    tmp_path: Path, installed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(refreshing_module, "BETWEEN", 0.05)
    (tmp_path / "models").symlink_to(installed / "models")
    settings = Settings(**settings_with_one_document(tmp_path))
    async with open_service(settings, None, no_progress) as service:
        for text in ("/melden", *ANSWERS, *["overslaan"] * 6, "versturen", *LEARNING):
            await say(service, text, sender="dora")
        await until(lambda: is_found(service))
    (file,) = settings.lessons_dir.iterdir()
    file.unlink()

    async with open_service(settings, None, no_progress) as service:
        assert file.exists()
        assert await is_found(service)


async def is_found(service: Service) -> bool:
    return TITLE in await say(service, QUESTION, **somebody_new())


async def say(service: Service, text: str, **changes: str) -> str:
    replies = await service.assistant.handle(incoming(text, **changes))
    return "\n\n".join(map(render, replies))
