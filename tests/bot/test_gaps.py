"""Questions that got no good answer, from chat: seen together, and decided on."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from bot.commands import gaps
from bot.dialogue import Dialogue
from bot.evaluation.evaluation_set import read_set
from bot.gaps import finding
from bot.messages import Act
from bot.storage.answers import Answers
from bot.storage.fixed_answers import FixedAnswers
from bot.wording import gaps as words
from bot.wording.paging import NO_SUCH_PAGE
from index.embedding.embedder import Embedder
from tests.bot.storage.samples import NOW
from tests.bot.talk import Talk
from tests.bot.test_any_report import InMemoryTalk

ADMIN: dict[str, Any] = {"sender": "beheer", "conversation": "kamer van beheer"}
ILL = ("Wie vervangt de programmadirecteur bij ziekte?", "programmadirecteur ziek, wie vervangt die?")


@pytest.fixture
async def talk(dialogue: Dialogue, embedder: Embedder, tmp_path: Path) -> AsyncIterator[Talk]:
    """Three people ask who stands in in two ways, one asks about water boards, and one was not helped."""
    talk = InMemoryTalk(
        dialogue, embedder, tmp_path, roles=[{"channel": "test", "person": "beheer", "role": "beheerder"}]
    )
    await talk.start()
    for person, question in (
        ("anna", ILL[0]),
        ("bob", ILL[1]),
        ("cor", ILL[0]),
        ("dirk", "Hoeveel knelpunten zijn er gemeld door waterschappen?"),
    ):
        await ask(talk, question, person)
    await ask(talk, "Wat is de ACU?", "eva", event="vraag")
    await Answers(talk.engine).note("test", "vraag", 0, ["antwoord"], NOW)
    await talk.say(
        "\N{THUMBS DOWN SIGN}", act=Act.REACT, target="antwoord", sender="eva", conversation="van eva"
    )
    yield talk
    await talk.stop()


async def ask(talk: Talk, question: str, person: str, **changes: Any) -> str:
    return await talk.say(question, sender=person, conversation=f"van {person}", **changes)


async def listed(talk: Talk) -> list[str]:
    (reply,) = await talk.replies("/vragen", **ADMIN)
    return [choice.label for choice in reply.choices]


async def first(talk: Talk) -> str:
    (reply,) = await talk.replies("/vragen", **ADMIN)
    return reply.choices[0].value


async def test_questions_are_grouped_and_counted_without_persons(talk: Talk) -> None:
    entries = await listed(talk)

    assert len(entries) == 3
    assert entries[0].startswith(f"3x: {ILL[0]} (3 keer ")
    assert any(entry.startswith("1x: Wat is de ACU? (1 keer niet geholpen, laatst op ") for entry in entries)
    assert not any(person in " ".join(entries) for person in ("anna", "bob", "cor", "dirk", "eva"))


async def test_one_shows_how_it_was_asked_and_what_can_be_done(talk: Talk) -> None:
    (reply,) = await talk.replies(await first(talk), **ADMIN)
    said = await talk.say(await first(talk), **ADMIN)

    assert f"1. {ILL[0]} (2 keer)\n2. {ILL[1]} (1 keer)" in said
    assert reply.choices[0].label == words.ANSWER
    assert reply.choices[1].label == words.OUTSIDE
    assert reply.choices[-1].value == "/vragen"


async def test_out_of_scope_is_off_the_list_until_it_is_asked_again(talk: Talk) -> None:
    command = await first(talk)
    await talk.say(f"{command} buiten", **ADMIN)
    without = await listed(talk)
    await ask(talk, ILL[1], "fred")
    again = await listed(talk)

    assert not any("ziek" in entry for entry in without)
    assert again[-1].startswith(f"1x: {ILL[0]} (1 keer ")
    assert again[-1].endswith(f"{words.OUT_OF_SCOPE_BEFORE})")


async def test_an_answer_is_for_all_ways_of_asking(talk: Talk) -> None:
    command = await first(talk)
    incomplete = await talk.say(f"{command} antwoord Het hoofd wijst iemand aan.", **ADMIN)
    done = await talk.say(
        f"{command} antwoord Het hoofd wijst iemand aan.\n"
        "bron: https://example.org/route\neigenaar: team Personeel",
        **ADMIN,
    )
    (answer,) = await FixedAnswers(talk.engine).all()

    assert "Er mist nog een bron en een eigenaar." in incomplete
    assert f"{command} antwoord\n\ntekst: Het hoofd wijst iemand aan." in incomplete
    assert answer.questions == ILL
    assert "https://example.org/route" in done
    assert not any("ziek" in entry for entry in await listed(talk))
    assert "Het hoofd wijst iemand aan." in await ask(talk, ILL[1], "gerda")


async def test_an_example_that_was_left_as_it_was_is_still_missing(talk: Talk) -> None:
    typed = "antwoord Ja.\nbron: (een document)\neigenaar: (bijvoorbeeld: team Communicatie)"

    assert "Er mist nog een bron en een eigenaar." in await talk.say(f"{await first(talk)} {typed}", **ADMIN)


async def test_a_way_of_asking_is_left_out_where_the_admin_says_so(talk: Talk) -> None:
    typed = "antwoord Het hoofd wijst iemand aan.\nbron: route\neigenaar: team Personeel\nzonder: 2"
    await talk.say(f"{await first(talk)} {typed}", **ADMIN)

    (answer,) = await FixedAnswers(talk.engine).all()
    assert answer.questions == ILL[:1]


async def test_a_question_becomes_a_case_of_the_evaluation_set(talk: Talk) -> None:
    command = await first(talk)
    near = await talk.say(f"{command} toets organisatie", **ADMIN)
    await talk.say(f"{command} toets 083-organisatie-van-wau", **ADMIN)

    case = read_set(talk.settings)[-1]
    assert words.NO_SUCH_DOCUMENT.format(typed="organisatie") in near
    assert (case.question, case.documents) == (ILL[0], ("083-organisatie-van-wau.md",))
    assert not any("ziek" in entry for entry in await listed(talk))


async def test_an_admin_does_not_wait_long(talk: Talk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gaps, "PATIENCE", 0)
    at_first = await talk.say("/vragen", **ADMIN)
    monkeypatch.undo()

    assert words.BEING_SORTED in at_first
    assert len(await listed(talk)) == 3


async def test_a_list_says_that_there_is_more(talk: Talk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(finding, "MOST_ASKED", 2)

    assert words.MORE in await talk.say("/vragen", **ADMIN)


async def test_what_is_not_there_is_said(talk: Talk) -> None:
    assert words.NOT_KNOWN.format(typed="zzzz") in await talk.say("/vragen zzzz", **ADMIN)
    assert NO_SUCH_PAGE in await talk.say("/vragen pagina 9", **ADMIN)
    assert "weet niet wat ik met" in await talk.say(f"{await first(talk)} gooi weg", **ADMIN)
