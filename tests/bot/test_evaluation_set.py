"""What admins do with `/toetsvragen`."""

from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest

from bot.dialogue import Dialogue
from bot.evaluation.evaluation_set import read_set
from bot.messages import Reply
from bot.permissions import Role
from bot.reindexing.reindexed import QUESTIONS, RIGHT
from bot.rendering.plain import render
from bot.settings import KnowledgeSettings
from bot.wording import evaluation_set as words
from bot.wording.paging import NO_SUCH_PAGE
from index.embedding.embedder import Embedder
from tests.bot.talk import Talk
from tests.bot.test_any_report import InMemoryTalk

STAATPRAAT = "044-staatpraat-gegevensuitwisseling.md"
LINES = (
    f'{{"id": "T1", "question": "staatpraat locatie", "kind": "answer", "documents": ["{STAATPRAAT}"]}}\n'
    '{"id": "T2", "question": "Wat is de ACU?", "kind": "answer", "documents": ["014-driehoek.md"]}\n'
    '{"id": "T3", "question": "Hoe oud is de koning?", "kind": "unknown"}\n'
    '{"id": "T4", "question": "Wat is nieuw?", "kind": "answer", "documents": ["is-er-niet.md"]}\n'
)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "vragen.jsonl"
    path.write_text(LINES)
    return path


@pytest.fixture
async def talk(dialogue: Dialogue, embedder: Embedder, tmp_path: Path, file: Path) -> AsyncIterator[Talk]:
    """Anna is an admin."""
    roles = [{"channel": "test", "person": "anna", "role": Role.ADMIN}]
    knowledge = KnowledgeSettings(evaluation=file)
    talk = InMemoryTalk(dialogue, embedder, tmp_path, roles=roles, knowledge=knowledge)
    await talk.start()
    yield talk
    await talk.stop()


def content(file: Path) -> str:
    return file.read_text()


def write(file: Path, text: str) -> None:
    file.write_text(text)


async def reply(talk: Talk, text: str) -> Reply:
    return (await talk.replies(text))[-1]


async def test_the_list_is_where_the_rest_is_reached_from(talk: Talk) -> None:
    listed = await reply(talk, "/toetsvragen")
    shown = await talk.say("1")
    asked = await talk.say("haal weg")
    removed = await talk.say("ja")

    assert "Ik toets mezelf met 4 vragen." in render(listed)
    assert [choice.value for choice in listed.choices][-1] == "/toetsvragen meet"
    assert STAATPRAAT in shown
    assert "weghalen? ‘staatpraat locatie’" in asked
    assert "T1 is weg" in removed
    assert [case.id for case in read_set(talk.settings)] == ["T2", "T3", "T4"]


async def test_a_long_list_comes_in_pages(talk: Talk, file: Path) -> None:
    write(
        file, "".join(f'{{"id": "T{n}", "question": "vraag {n}", "kind": "unknown"}}\n' for n in range(1, 16))
    )

    first, second, third = [await reply(talk, text) for text in ("/toetsvragen", "volgende", "volgende")]

    assert [len(page.choices) for page in (first, second, third)] == [9, 9, 2]
    assert "Toetsvragen 8 tot en met 14 van 15." in render(second)
    assert "T15: vraag 15 (geen antwoord)" in render(third)
    assert await talk.say("/toetsvragen blz 2") == render(second)
    assert NO_SUCH_PAGE in await talk.say("/toetsvragen pagina 4")


@pytest.mark.parametrize(
    "then", ["nee", "wat is de ACU?", "/toetsvragen weg", "/toetsvragen weg T1", "/toetsvragen weg T2"]
)
async def test_nothing_is_removed_before_it_is_sure(talk: Talk, file: Path, then: str) -> None:
    await talk.say("/toetsvragen weg T1", then)

    assert content(file) == LINES


async def test_a_question_is_added_and_asked_at_once(talk: Talk, file: Path) -> None:
    said = await talk.say(f"/toetsvragen erbij Waar was staatpraat? | {STAATPRAAT}")

    assert "Toegevoegd als toetsvraag T5" in said
    assert words.RIGHT_NOW in said
    assert content(file).startswith(LINES)


async def test_a_question_that_must_not_be_answered_is_added(talk: Talk) -> None:
    said = await talk.say("/toetsvragen erbij Welke rollen zijn er in de driehoek? | Geen")

    assert words.EXPECTS_NOTHING in said
    assert "Nu gaat deze vraag nog fout. Ik antwoordde uit " in said


async def test_of_a_document_that_is_not_there_the_nearest_is_offered(talk: Talk) -> None:
    asked = await reply(talk, "/toetsvragen erbij Waar was staatpraat? | staatpraat.md")
    unknown = await talk.say("/toetsvragen erbij Waar was staatpraat? | qqq")
    assert len(read_set(talk.settings)) == 4

    await talk.say("/toetsvragen erbij Waar was staatpraat? | staatpraat.md", "1")

    assert asked.choices[0].label == STAATPRAAT
    assert "Ik ken geen document qqq. Typ /documenten" in unknown
    assert read_set(talk.settings)[-1].documents == (STAATPRAAT,)


async def test_all_are_asked_and_those_that_go_wrong_are_explained(talk: Talk) -> None:
    said = await talk.say("/toetsvragen meet")

    assert "Er gaan nu 2 van de 3 toetsvragen goed. 1 vraag heb ik overgeslagen" in said
    assert "T2: ‘Wat is de ACU?’. Goed is een antwoord uit 014-driehoek.md. Ik antwoordde uit " in said
    assert "T1" not in said


def test_what_was_measured_when_the_generation_was_made_is_said(dialogue: Dialogue) -> None:
    _, manifest = dialogue.serving
    measured = replace(manifest, created="2026-11-22T09:00:00+00:00", measured={QUESTIONS: 3, RIGHT: 2})

    assert "van 22 november 2026 gingen er 2 van de 3 goed" in words.summary(3, measured)
    assert words.summary(1, replace(manifest, measured={})) == words.ONE


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("erbij", words.HOW_TO_ADD),
        ("erbij Wat is de ACU?", words.HOW_TO_ADD),
        ("erbij ? | glossary.toml", words.HOW_TO_ADD),
        ("erbij Wat is de ACU? |", words.HOW_TO_ADD),
        ("weg", words.WHICH),
        ("weg T99", words.NONE_SUCH.format(typed="T99")),
        ("weg T99 ja", words.NONE_SUCH.format(typed="T99")),
        ("T99", words.NONE_SUCH.format(typed="T99")),
        ("alles weg graag", words.NOT_UNDERSTOOD),
        ("meet alles", words.NOT_UNDERSTOOD),
        ("pagina twee", words.NOT_UNDERSTOOD),
    ],
)
async def test_what_is_typed_wrong_is_explained(talk: Talk, file: Path, typed: str, said: str) -> None:
    assert said in await talk.say(f"/toetsvragen {typed}")
    assert content(file) == LINES


async def test_a_file_that_is_gone_is_named(talk: Talk) -> None:
    talk.settings.knowledge.evaluation = talk.settings.data_dir / "weg.jsonl"

    assert "weg.jsonl: " in await talk.say("/toetsvragen")
    assert "weg.jsonl: " in await talk.say("/toetsvragen erbij Wat? | geen")


async def test_personal_data_in_a_question_are_held_back(talk: Talk, file: Path) -> None:
    held_back = await talk.say("/toetsvragen erbij Mag ik bellen met 06-12345678? | geen")
    assert content(file) == LINES

    await talk.say("zwart maken")

    assert "Zwart maken" in held_back
    assert "12345678" not in content(file)
    assert len(read_set(talk.settings)) == 5


@pytest.mark.parametrize("typed", ["", "T1", "meet", "weg T1 ja", "erbij Wat? | geen"])
async def test_a_file_that_cannot_be_used_is_named(talk: Talk, file: Path, typed: str) -> None:
    write(file, LINES + "{\n")
    assert "Regel 5 van vragen.jsonl klopt niet" in await talk.say(f"/toetsvragen {typed}")
