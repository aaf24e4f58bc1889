"""What an admin has done to the index, and what they are told of it."""

import asyncio
import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.library.actions import AddDocuments, LibraryAction, NewDocument, SetTerms
from bot.library.terms import Terms
from bot.reindexing import jobs as jobs_module
from bot.reindexing.actions import JobKind
from bot.reindexing.following import Following
from bot.reindexing.reindexed import Stage
from bot.reindexing.reindexing import Reindexing
from bot.wording import reindexing as words
from index.embedding.embedder import Embedder
from index.search import Index
from tests.bot.reindexing.running import (
    LATER,
    QUESTION,
    ROLES_OF_THE_TRIANGLE,
    TERRACE,
    TERRACE_QUESTION,
    Running,
    in_a_thread,
)

CASE = {
    "id": "1",
    "question": TERRACE_QUESTION,
    "kind": "answer",
    "documents": ["terras.md"],
    "words": [["oktober"]],
}
NOW = datetime(2026, 6, 1, 12, tzinfo=UTC)


async def test_every_question_is_answered_while_another_process_reindexes_and_then_from_what_it_made(
    running_apart: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    running = running_apart
    monkeypatch.setattr(jobs_module, "TELLS_EVERY", 0.0)
    running.questions.write_text(json.dumps(CASE))
    running.write()
    (running.documents / "leeg.txt").write_text("")
    seen: list[str] = []

    began = await running.order("/herindexeer")
    working = asyncio.create_task(running.reindexing.look())
    answers = []
    while not working.done():
        answers.append((running.dialogue.generation, await running.ask(QUESTION)))
        seen.append(await running.told())
        await asyncio.sleep(0.05)
    await working

    assert began.startswith(words.STARTED)
    assert len(answers) > 5
    assert all("Bron: " in answer for _, answer in answers)
    assert any("Stoppen: /herindexeer stop" in said for said in seen)
    assert "oktober" in await running.ask(TERRACE_QUESTION)
    told = await running.told()
    assert told.startswith("Klaar. Ik antwoord nu uit generatie 2.")
    assert "1 nieuw, 0 gewijzigd, 0 weg, 1 ongewijzigd" in told
    assert "Nieuw: terras.md." in told
    assert "leeg.txt (er staat geen tekst in)" in told
    assert "1 van de 1 goed, dat was 0" in told
    assert (await running.summary())["generation"] == 2
    assert "1 van de 1 toetsvragen goed (in gebruik)" in await running.order("/generaties")


async def test_told_to_stop_the_work_ends_and_the_index_that_serves_is_whole(
    running_apart: Running, embedder: Embedder, monkeypatch: pytest.MonkeyPatch
) -> None:
    running = running_apart
    monkeypatch.setattr(jobs_module, "ATTENDS_EVERY", 0.01)
    running.write(text="# Nummers\n\n" + " ".join(f"Huis {number} heeft een tuin." for number in range(2000)))
    await running.order("/herindexeer")
    working = asyncio.create_task(running.reindexing.look())
    while not (step := running.under_way.step) or step.stage is not Stage.EMBEDDING:  # noqa: ASYNC110
        await asyncio.sleep(0.01)

    asked_again = await running.order("/herindexeer")
    stopping = await running.order("/herindexeer stop")
    await working

    assert "Ik ben al bezig" in asked_again
    assert "zinnen en passages verwerkt" in asked_again
    assert stopping == words.STOPPING
    assert await running.told() == "Gestopt. Ik antwoord nog uit generatie 1."
    assert Index.open(running.served.generations, embedder).generation == 1
    assert not (running.settings.index_dir / "building").exists()
    assert await running.order("/herindexeer stop") == words.NOTHING_RUNS


async def test_a_failure_in_the_other_process_ends_in_a_plain_sentence(running_apart: Running) -> None:
    running_apart.questions.write_text("geen vraag\n")

    said = await running_apart.ordered("/herindexeer")

    assert said.startswith("Dat is niet gelukt: ")
    assert "regel 1: geen bruikbare vraag" in said
    assert (await running_apart.summary())["ending"] == "failed"


async def test_what_a_process_that_ended_left_to_be_done_is_done_by_the_next(running: Running) -> None:
    running.write()
    await running.order("/herindexeer")
    working = asyncio.create_task(running.reindexing.look())
    await asyncio.sleep(0.1)
    working.cancel()
    await asyncio.wait([working])

    async with asyncio.timeout(60):
        while await running.served.stored.jobs.first():
            await Reindexing(running.served).look()

    assert "terras.md" in running.dialogue.documents


async def test_nothing_changed_is_said_so(running: Running) -> None:
    said = await running.ordered("/herindexeer")

    assert said.startswith("Klaar. Er is niets veranderd (generatie 1).")


async def test_going_back_lasts_whatever_changes_until_an_admin_asks_for_the_documents_again(
    running: Running,
) -> None:
    running.write()
    await running.ordered("/herindexeer")

    said = await running.ordered("/terug 1")
    running.write("markt.md", "# Markt\n\nDe markt is op zaterdag.\n")
    await Reindexing(running.served).look()
    await running.served.stored.jobs.request(JobKind.REINDEX, NOW, unless_since=LATER)
    await running.reindexing.look()

    assert said.startswith("Ik antwoord nu weer uit generatie 1.")
    assert "tot je /herindexeer typt" in said
    assert list(running.dialogue.documents) == [ROLES_OF_THE_TRIANGLE.name]
    assert (await running.summary())["ending"] == "held"
    assert "tot je /herindexeer typt" in await running.order("/generaties")

    assert (await running.ordered("/herindexeer")).startswith("Klaar. Ik antwoord nu uit generatie 3.")
    assert not running.served.generations.is_held()
    assert "markt.md" in running.dialogue.documents


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("/terug", "Naar welke generatie?"),
        ("/terug morgen", "Naar welke generatie?"),
        (f"/terug {'9' * 5000}", "Naar welke generatie?"),
        ("/terug 99", "Generatie 99 is er niet."),
        ("/terug generatie 1", "Ik antwoord al uit generatie 1."),
        ("/herindexeer morgen", "Typ /herindexeer"),
        ("/herindexeer stop", words.NOTHING_RUNS),
    ],
)
async def test_what_cannot_be_done_is_said_and_changes_nothing(
    running: Running, typed: str, said: str
) -> None:
    assert (await running.order(typed)).startswith(said)
    assert await running.served.stored.jobs.first() is None


async def test_a_generation_that_loses_too_much_does_not_serve_unless_an_admin_wants_it(
    tmp_path: Path, running: Running
) -> None:
    running.questions.write_text(json.dumps(CASE))
    running.write()
    await running.ordered("/herindexeer")
    running.settings.knowledge.most_lost = 0.5
    (running.documents / "terras.md").unlink()

    refused = await running.ordered("/herindexeer")
    await Reindexing(running.served).look()

    assert "Ik antwoord nog uit generatie 2." in refused
    assert f"Slechter: ‘{TERRACE_QUESTION}’" in refused
    assert "Toch gebruiken" in refused
    assert "terras.md" in running.dialogue.documents

    assert (await running.ordered("/herindexeer toch")).startswith("Klaar. Ik antwoord nu uit generatie 3.")
    assert list(running.dialogue.documents) == [ROLES_OF_THE_TRIANGLE.name]


async def test_while_another_process_indexes_it_is_waited_for(running: Running) -> None:
    running.write()
    with running.served.generations.builder():
        waiting = await running.ordered("/herindexeer")
    await running.reindexing.look()

    assert waiting == words.WAITING
    assert (await running.told()).startswith("Klaar.")


async def test_a_file_that_changes_is_followed_once_nobody_writes_to_it_any_more(
    running: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.reindexing.following.WATCHES_EVERY", 0.0)
    running.settings.knowledge.watch = True
    following = Following(running.served)
    await following.follow()
    running.write()

    await following.follow()
    before = running.served.generations.current().number
    await following.follow()

    assert before == 1
    assert "terras.md" in running.served.generations.current().manifest.documents


async def test_at_an_hour_of_the_day_it_is_asked_for_once_whoever_is_first(running: Running) -> None:
    running.settings.knowledge.reindex_at = 3
    jobs = running.served.stored.jobs

    for _ in range(2):
        following = Following(running.served)
        await following.ask_for_what_is_due(NOW)
        await following.ask_for_what_is_due(NOW)

    (job,) = await jobs.unfinished()
    assert (job.kind, job.sender, job.forced) == (JobKind.REINDEX, None, False)


async def change(running: Running, *actions: LibraryAction) -> None:
    for action in actions:
        await running.served.stored.library.change(action, datetime.now(UTC))


async def test_a_new_version_is_shown_once_the_index_holds_it_and_the_text_before_it_never_again(
    running: Running,
) -> None:
    add = AddDocuments((NewDocument(name="terras.md", content=TERRACE.encode(), terms=Terms()),))
    running.write(text="# Terras\n\nEen terras mag van mei tot en met september open zijn.\n")
    await running.ordered("/herindexeer")
    await change(running, SetTerms("terras.md", Terms(rooms=frozenset())), add)

    assert "terras.md" not in await running.ask(TERRACE_QUESTION)
    await running.ordered("/herindexeer")
    assert "oktober" in await running.ask(TERRACE_QUESTION)
    went_back = await running.ordered("/terug 2")
    assert words.held_back(1) in went_back
    assert "september" not in await running.ask(TERRACE_QUESTION)
    assert words.held_back(1) not in await running.ordered("/herindexeer")

    await change(running, add)
    await running.ordered("/herindexeer")
    assert "oktober" in await running.ask(TERRACE_QUESTION)


async def test_in_a_group_no_document_is_named_that_is_for_other_rooms(
    tmp_path: Path, embedder: Embedder, installed: Path
) -> None:
    running = Running(tmp_path / "data", embedder, installed)
    running.settings.knowledge.admin_rooms = ("test:kamer",)
    await running.start(in_a_thread(embedder))
    for name in ("hier.md", "elders.md"):
        running.write(name, f"# {name}\n\nDit is een tekst.\n")
    (running.documents / "leeg.txt").write_text("")
    elsewhere = Terms(rooms=frozenset({"test:andere"}))
    await change(running, SetTerms("elders.md", elsewhere), SetTerms("leeg.txt", elsewhere))

    await running.talk.say("/herindexeer", sender="bea", conversation="kamer", direct=False, addressed=True)
    await running.reindexing.look()
    told = await running.told()
    await running.talk.stop()

    assert "Documenten: 2 nieuw" in told
    assert "Nieuw: hier.md en nog 1." in told
    assert "Overgeslagen: nog 1 bestand." in told
    assert "elders" not in told
    assert "leeg" not in told
