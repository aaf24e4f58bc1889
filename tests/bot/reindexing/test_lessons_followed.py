"""What is agreed to be known is found by whoever asks next, while the assistant runs."""

import asyncio
from pathlib import Path

import pytest

from bot.rendering.plain import render
from bot.serving import Service, open_service
from tests.bot.conftest import no_progress
from tests.bot.incoming import incoming
from tests.bot.reindexing.running import Running, somebody_new
from tests.bot.talk import ANSWERS
from tests.bot.years import YEAR

NUMBER = f"KP-{YEAR}-0001"
LESSON = "Vraag eerst na of het formulier nog nodig is. Meestal staan de gegevens al in een basisregistratie."
QUESTION = "Wat is er geleerd over formulieren bij een verhuizing?"
TITLE = "Geleerde les: Ouders moeten bij een verhuizing drie keer hetzelfde formulier invullen"
LEARNING = (
    f"/neem {NUMBER}",
    f"/zet {NUMBER} opgelost Het formulier is niet meer nodig.",
    f"/les {NUMBER} {LESSON}",
    f"/les {NUMBER} akkoord",
)


async def learn(running: Running) -> None:
    """Agree that others read what was learned from a knelpunt."""
    await running.talk.report()
    await running.talk.say(*LEARNING, sender="dora", conversation="of dora")


async def test_with_consent_a_lesson_is_found_by_who_asks_next_and_without_it_no_more(
    running: Running,
) -> None:
    await learn(running)
    await running.reindexing.look()
    said = await running.ask(QUESTION)
    await running.talk.say(f"/les {NUMBER} niet", sender="dora", conversation="of dora")
    await running.reindexing.look()

    assert LESSON in said
    assert f"Bron: {TITLE}. Knelpunt {NUMBER}," in said
    assert TITLE not in await running.ask(QUESTION)
    assert list(running.settings.lessons_dir.iterdir()) == []


async def test_where_nothing_happened_nothing_is_switched(running: Running) -> None:
    before = running.dialogue.generation

    await running.reindexing.look()

    assert running.dialogue.generation == before


async def test_while_another_process_indexes_it_is_tried_again_later(running: Running) -> None:
    await learn(running)
    with running.served.generations.builder():
        await running.reindexing.look()
    assert TITLE not in await running.ask(QUESTION)

    await running.reindexing.look()

    assert TITLE in await running.ask(QUESTION)


async def test_a_failure_is_logged_and_what_was_asked_for_is_done_all_the_same(
    running: Running, caplog: pytest.LogCaptureFixture
) -> None:
    running.settings.lessons_dir.write_text("in the way")
    await learn(running)
    await running.reindexing.look()
    running.settings.lessons_dir.unlink()

    said = await running.ordered("/herindexeer")

    assert "reindexing by itself failed" in caplog.text
    assert "1 nieuw" in said
    assert TITLE in await running.ask(QUESTION)


async def test_the_service_follows_by_itself_and_makes_lost_files_again(
    tmp_path: Path, installed: Path
) -> None:
    running_settings = Running.settings_in(tmp_path / "data", installed)
    async with open_service(running_settings, None, no_progress) as service:
        for text in ("/melden", *ANSWERS, *["overslaan"] * 6, "versturen", *LEARNING):
            await say(service, text, sender="dora")
        async with asyncio.timeout(60):
            while not await is_found(service):  # noqa: ASYNC110 - it is in another task's database
                await asyncio.sleep(0.1)
    (file,) = running_settings.lessons_dir.iterdir()
    file.unlink()

    async with open_service(running_settings, None, no_progress) as service:
        assert file.exists()
        assert await is_found(service)


async def is_found(service: Service) -> bool:
    return TITLE in await say(service, QUESTION, **somebody_new())


async def say(service: Service, text: str, **changes: str) -> str:
    replies = await service.assistant.handle(incoming(text, **changes))
    return "\n\n".join(map(render, replies))
