"""Answers that admins wrote, from chat: made, found by meaning, changed and removed."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.dialogue import Dialogue
from bot.fixed_answers.actions import KeepFixedAnswer
from bot.fixed_answers.fixed_answer import FixedAnswer
from bot.messages import Act, Kind
from bot.overview.period import day_here
from bot.storage.answers import Answers
from bot.storage.fixed_answers import FixedAnswers, change_fixed_answers
from bot.storage.transaction import writing
from bot.wording import fixed_answers as words
from bot.wording.phrases import Language
from index.embedding.embedder import Embedder
from tests.bot.storage.samples import NOW
from tests.bot.talk import Talk
from tests.bot.test_any_report import InMemoryTalk

ADMIN: dict[str, Any] = {"sender": "beheer", "conversation": "kamer van beheer"}
HEADING = words.PHRASES[Language.DUTCH].heading
QUESTION = "Wie vervangt de eigenaar bij ziekte?"
MADE = (
    "/antwoord nieuw\nvraag: Wie vervangt de eigenaar bij ziekte?\n"
    "tekst: Het afdelingshoofd wijst iemand aan:\n"
    "- eerst uit het team\n- anders van buiten\n\nBel bij twijfel.\nbron: 083-organisatie-van-wau\n"
    "eigenaar: team Communicatie\nnakijken: 1-6-2040"
)
IN_THE_DOCUMENTS = "Wat is de ACU?"


@pytest.fixture
async def talk(dialogue: Dialogue, embedder: Embedder, tmp_path: Path) -> AsyncIterator[Talk]:
    talk = InMemoryTalk(
        dialogue, embedder, tmp_path, roles=[{"channel": "test", "person": "beheer", "role": "beheerder"}]
    )
    await talk.start()
    await talk.say("hallo")
    yield talk
    await talk.stop()


async def keep(talk: Talk, question: str, source: str = "afspraak", **changes: Any) -> None:
    values: dict[str, Any] = {"text": "Dat staat vast.", "owner": "team A", "review_on": day_here(NOW)}
    answer = FixedAnswer(id=None, questions=(question,), source=source, **(values | changes))
    async with writing(talk.engine) as connection:
        await change_fixed_answers(connection, KeepFixedAnswer(answer), datetime.now(UTC))


async def test_a_fixed_answer_is_given_to_who_asks_the_same(talk: Talk) -> None:
    made = await talk.say(MADE, **ADMIN)
    (reply,) = await talk.replies("weet je wie de eigenaar vervangt bij ziekte")
    said = await talk.say(
        "Wie vervangt de eigenaar als die ziek is?", sender="bob", conversation="kamer van bob"
    )

    assert (
        words.made(FixedAnswer(id=1, questions=("",), text="", source="", owner="", review_on=day_here(NOW)))
        in made
    )
    assert reply.kind is Kind.ANSWER
    assert reply.citations[0].document == "083-organisatie-van-wau.md"
    assert reply.citations[0].quote == ""
    assert said.startswith(
        f"{HEADING}\n\nHet afdelingshoofd wijst iemand aan:\n\n- eerst uit het team\n- anders van"
    )
    assert "Nagekeken door team Communicatie. Dit antwoord geldt tot het op 1 juni 2040 opnieuw" in said


@pytest.mark.parametrize(
    "asked",
    [
        "Wanneer wordt de eigenaar vervangen bij ziekte?",
        "Wie is de eigenaar?",
        "Wie vervangt de projectleider bij ziekte?",
        "hallo",
        "Ik wil een knelpunt melden",
        IN_THE_DOCUMENTS,
    ],
)
async def test_it_is_not_given_to_who_asks_something_else(talk: Talk, asked: str) -> None:
    await keep(talk, QUESTION)

    assert HEADING not in await talk.say(asked)


async def test_who_asks_again_or_was_not_helped_hears_what_the_documents_say(talk: Talk) -> None:
    await keep(talk, IN_THE_DOCUMENTS)
    first = await talk.say(IN_THE_DOCUMENTS)
    again = await talk.say(IN_THE_DOCUMENTS)
    await talk.say(IN_THE_DOCUMENTS, event="vraag", sender="bob", conversation="kamer van bob")
    await Answers(talk.engine).note("test", "vraag", 0, ["antwoord"], NOW)
    await talk.say(
        "\N{THUMBS DOWN SIGN}", act=Act.REACT, target="antwoord", sender="bob", conversation="kamer van bob"
    )
    unhelped = await talk.say("wat betekent ACU", sender="bob", conversation="kamer van bob")

    assert HEADING in first
    assert HEADING not in again
    assert HEADING not in unhelped


async def test_a_follow_up_and_a_second_question_get_their_fixed_answer_too(talk: Talk) -> None:
    await keep(talk, "Wie vervangt de programmadirecteur bij ziekte?")
    await talk.say("Wie is de programmadirecteur?")
    continued = await talk.say("en wie vervangt hem bij ziekte?")
    both = await talk.say(
        f"{IN_THE_DOCUMENTS} En wie vervangt de programmadirecteur bij ziekte?", sender="bob"
    )

    assert HEADING in continued
    assert HEADING in both
    assert "Bron: Begrippenlijst" in both


async def test_what_is_nearly_asked_is_offered_where_the_documents_fail(talk: Talk) -> None:
    await keep(talk, "Waar kan ik parkeren bij het kantoor?")
    offered = await talk.say("waar kan ik mijn auto parkeren als ik op het kantoor ben")
    picked = await talk.say("1")

    assert words.PHRASES[Language.DUTCH].offer in offered
    assert HEADING in picked


async def test_what_leans_on_a_document_that_is_hidden_is_not_given(talk: Talk) -> None:
    await keep(talk, QUESTION, source="083-organisatie-van-wau.md")
    await talk.say("/document 083-organisatie-van-wau.md voor matrix:!ander:example.org", **ADMIN)

    assert HEADING not in await talk.say(QUESTION)


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("083-organisatie-van-wau.md, pagina 3", "083-organisatie-van-wau.md"),
        ("zie pagina 3 van 083-Organisatie-van-wau.md.", "083-organisatie-van-wau.md"),
        ("https://www.kcbr.nl/themas/themas-z/invoeringstoets/#doel", "065-kcbr-invoeringstoets.md"),
    ],
)
async def test_a_source_that_names_a_document_is_that_document(talk: Talk, typed: str, name: str) -> None:
    await talk.say(MADE.replace("083-organisatie-van-wau", typed), **ADMIN)
    await talk.say(f"/trekin {name} ja", **ADMIN)

    (kept,) = await FixedAnswers(talk.engine).all()
    assert kept.source == name
    assert HEADING not in await talk.say(QUESTION)


async def test_a_source_that_names_two_documents_is_asked_again(talk: Talk) -> None:
    said = await talk.say(
        MADE.replace("083-organisatie-van-wau", "083-organisatie-van-wau.md en 014-driehoek.md"), **ADMIN
    )

    assert "De bron van een vast antwoord is één document." in said
    assert await FixedAnswers(talk.engine).all() == ()


async def test_past_its_day_it_says_so_and_comes_first_in_the_list(talk: Talk) -> None:
    today = day_here(datetime.now(UTC))
    await keep(talk, "Hoe meld ik me aan?", review_on=today + timedelta(days=90))
    await keep(talk, QUESTION, review_on=today - timedelta(days=1))
    (listed,) = await talk.replies("/antwoorden", **ADMIN)

    assert "had op" in await talk.say(QUESTION)
    assert [choice.value for choice in listed.choices] == ["/antwoord 2", "/antwoord 1"]
    assert listed.choices[0].label.startswith(f"nr. 2: {QUESTION} (team A, had op")


async def test_it_is_changed_and_removed_from_chat(talk: Talk) -> None:
    await keep(talk, QUESTION)
    await talk.say("/antwoord 1\ntekst: Bel het secretariaat.\nvraag: eigenaar ziek, wie valt in?", **ADMIN)
    changed = await talk.say("eigenaar ziek, wie valt in?")
    asked = await talk.say("/antwoord 1 weg", **ADMIN)
    kept = await FixedAnswers(talk.engine).all()
    await talk.say("1", **ADMIN)

    assert "Bel het secretariaat." in changed
    assert words.WHETHER_TO_REMOVE.format(number=1, question=QUESTION) in asked
    assert len(kept) == 1
    assert await FixedAnswers(talk.engine).all() == ()
    assert HEADING not in await talk.say(QUESTION, sender="bob")


async def test_nothing_that_was_typed_is_lost_when_something_is_missing(talk: Talk) -> None:
    said = await talk.say(
        "/antwoord nieuw\nvraag: Hoe laat begint het?\ntekst: Om negen uur.\nnakijken: gisteren", **ADMIN
    )

    assert "Er mist nog een bron en een eigenaar." in said
    for line in (
        "vraag: Hoe laat begint het?",
        "tekst: Om negen uur.",
        "nakijken: gisteren",
        "bron: (",
        "eigenaar: (",
    ):
        assert line in said
    assert "'gisteren' is geen datum" in said
    assert await FixedAnswers(talk.engine).all() == ()


async def test_there_is_one_fixed_answer_to_a_question(talk: Talk) -> None:
    await keep(talk, QUESTION)

    assert words.TAKEN.format(number=1, question=QUESTION) in await talk.say(MADE, **ADMIN)
    assert len(await FixedAnswers(talk.engine).all()) == 1


async def test_personal_data_in_it_are_held_back(talk: Talk) -> None:
    said = await talk.say(
        "/antwoord nieuw\nvraag: Wie bel ik?\ntekst: Bel 06-12345678.\nbron: x\neigenaar: y", **ADMIN
    )

    assert "06-12345678" in said
    assert await FixedAnswers(talk.engine).all() == ()


async def test_words_that_say_nothing_change_nothing(talk: Talk) -> None:
    await keep(talk, QUESTION)
    before = await FixedAnswers(talk.engine).all()

    assert words.LOOSE_TEXT.format(typed="wegg") in await talk.say("/antwoord 1 wegg", **ADMIN)
    assert words.NONE_SUCH.format(number=7) in await talk.say("/antwoord 7", **ADMIN)
    assert await FixedAnswers(talk.engine).all() == before
