"""What was learned from a knelpunt, from the handler who writes it to the directorate that decides on it."""

import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from sqlalchemy import select

from bot.dialogue import Dialogue
from bot.knelpunten.report import Status
from bot.lessons.folder import agreed_lessons
from bot.storage.checking import differing_from_history
from bot.storage.knelpunten import Knelpunten
from bot.storage.schema import outbox
from bot.wording import lessons as words
from bot.wording import workflow as workflow_words
from index.embedding.embedder import Embedder
from tests.bot.talk import Talk
from tests.bot.years import YEAR

NUMBER = f"KP-{YEAR}-0001"
LESSON = "Vraag eerst na of het formulier nog nodig is. Meestal staan de gegevens al in een basisregistratie."
SOMEBODY_ELSE = {"sender": "bob", "conversation": "of bob"}
HANDLER = {"sender": "hans", "conversation": "of hans"}
DIRECTOR = {"sender": "dora", "conversation": "of dora"}
OTHER_HANDLER = {"sender": "ida", "conversation": "of ida"}


@pytest.fixture
async def talk(
    dialogue: Dialogue, embedder: Embedder, empty_database: Path, tmp_path: Path
) -> AsyncIterator[Talk]:
    """One knelpunt that was solved; hans treats it, ida treats others, dora is of the directorate."""
    roles = [
        {"channel": "test", "person": "hans", "role": "behandelaar"},
        {"channel": "test", "person": "ida", "role": "behandelaar", "organisations": ["UWV"]},
        {"channel": "test", "person": "dora", "role": "programmadirectie"},
    ]
    shutil.copy(empty_database, tmp_path / "wegwijzer.db")
    talk = Talk(dialogue, embedder, tmp_path, roles=roles)
    await talk.start()
    await talk.report()
    await talk.say(f"/neem {NUMBER}", **HANDLER)
    yield talk
    assert await differing_from_history(talk.engine) == ()
    await talk.stop()


async def solve(talk: Talk) -> str:
    return await talk.say(f"/zet {NUMBER} opgelost Het formulier is niet meer nodig.", **HANDLER)


async def learn(talk: Talk) -> str:
    await solve(talk)
    return await talk.say(f"/les {NUMBER} {LESSON}", **HANDLER)


async def publish(talk: Talk) -> str:
    await learn(talk)
    return await talk.say(f"/les {NUMBER} akkoord", **DIRECTOR)


async def published(talk: Talk) -> dict[str, str]:
    return await agreed_lessons(Knelpunten(talk.engine))


async def told(talk: Talk, who: dict[str, str]) -> str:
    """What somebody is told unasked."""
    async with talk.engine.connect() as connection:
        query = select(outbox.c.reply).where(outbox.c.sender == who["sender"])
        return str((await connection.scalars(query)).all())


async def test_who_solves_a_knelpunt_is_asked_for_the_lesson(talk: Talk) -> None:
    assert words.ASK.format(number=NUMBER) in await solve(talk)


async def test_who_closes_one_without_a_solution_is_not(talk: Talk) -> None:
    assert "/les" not in await talk.say(f"/zet {NUMBER} afgesloten Niemand heeft er tijd voor.", **HANDLER)


async def test_a_lesson_waits_for_the_directorate(talk: Talk) -> None:
    assert words.WRITTEN in await learn(talk)

    (reply,) = await talk.replies("/les", **DIRECTOR)

    assert LESSON in str(reply)
    assert [(choice.label, choice.value) for choice in reply.choices] == [
        (f"Neem {NUMBER} op", f"/les {NUMBER} akkoord"),
        (f"Neem {NUMBER} niet op", f"/les {NUMBER} niet"),
    ]
    assert await published(talk) == {}


async def test_the_directorate_can_look_at_one_lesson(talk: Talk) -> None:
    await learn(talk)

    (reply,) = await talk.replies(f"/les {NUMBER}", **DIRECTOR)

    assert LESSON in str(reply)
    assert reply.choices


async def test_with_consent_the_lesson_becomes_a_document_and_its_handler_hears_of_it(talk: Talk) -> None:
    said = await publish(talk)

    assert LESSON in said
    assert words.PUBLISHED in said
    assert LESSON in (await published(talk))[f"les-{NUMBER}.md"]
    assert words.TOLD_PUBLISHED in await told(talk, HANDLER)
    assert words.TOLD_PUBLISHED not in await told(talk, {"sender": "anna"})
    assert words.NONE_WAITING in await talk.say("/les", **DIRECTOR)


async def test_who_decides_does_not_treat_the_knelpunt_from_then_on(talk: Talk) -> None:
    await publish(talk)

    await talk.say(f"/opmerking {NUMBER} Het speelt ook in Kampen.")

    assert "Kampen" not in await told(talk, DIRECTOR)


async def test_a_lesson_that_is_refused_can_be_written_anew(talk: Talk) -> None:
    await learn(talk)

    assert words.DECLINED in await talk.say(f"/les {NUMBER} niet", **DIRECTOR)
    assert words.TOLD_DECLINED.format(number=NUMBER) in await told(talk, HANDLER)
    assert words.NONE_WAITING in await talk.say("/les", **DIRECTOR)
    assert words.WRITTEN in await talk.say(f"/les {NUMBER} Schaf het formulier af waar dat kan.", **HANDLER)
    assert "Schaf het formulier af" in await talk.say("/les", **DIRECTOR)


async def test_before_consent_a_new_text_takes_the_place_of_the_old(talk: Talk) -> None:
    await learn(talk)
    await talk.say(f"/les {NUMBER} Schaf het formulier af waar dat kan.", **HANDLER)

    await talk.say(f"/les {NUMBER} akkoord", **DIRECTOR)

    (text,) = (await published(talk)).values()
    assert "Schaf het formulier af waar dat kan." in text
    assert LESSON not in text


async def test_after_consent_the_text_stays_until_the_directorate_takes_it_out(talk: Talk) -> None:
    await publish(talk)

    rewritten = await talk.say(f"/les {NUMBER} Schaf het formulier af waar dat kan.", **HANDLER)
    taken_out = await talk.say(f"/les {NUMBER} niet", **DIRECTOR)

    assert words.PUBLISHED_ALREADY.format(number=NUMBER) in rewritten
    assert words.WITHDRAWN in taken_out
    assert await published(talk) == {}


async def test_a_knelpunt_that_is_not_solved_after_all_has_no_lesson(talk: Talk) -> None:
    await publish(talk)

    await talk.say(f"/zet {NUMBER} behandeling", **HANDLER)

    assert await published(talk) == {}
    assert words.NO_LESSON.format(number=NUMBER) in await talk.say(f"/les {NUMBER} akkoord", **DIRECTOR)
    assert words.ASK.format(number=NUMBER) in await solve(talk)


async def test_only_of_what_is_solved_there_is_something_to_learn(talk: Talk) -> None:
    said = await talk.say(f"/les {NUMBER} {LESSON}", **HANDLER)

    assert words.NOT_SOLVED.format(number=NUMBER, status=Status.IN_PROGRESS) in said


@pytest.mark.parametrize("who", [HANDLER, OTHER_HANDLER, SOMEBODY_ELSE, {"sender": "anna"}])
@pytest.mark.parametrize("decision", ["akkoord", "Akkoord.", "niet"])
async def test_only_the_directorate_decides(talk: Talk, who: dict[str, str], decision: str) -> None:
    await learn(talk)

    said = await talk.say(f"/les {NUMBER} {decision}", **who)

    assert "Dat is alleen voor" in said
    assert await published(talk) == {}
    assert LESSON in await talk.say("/les", **DIRECTOR)


async def test_who_treats_other_knelpunten_writes_no_lesson(talk: Talk) -> None:
    await solve(talk)

    said = await talk.say(f"/les {NUMBER} {LESSON}", **OTHER_HANDLER)

    assert workflow_words.NOT_YOURS_TO_TREAT.format(number=NUMBER) in said


@pytest.mark.parametrize("text", ["", "...", "ok", "bel gewoon even"])
async def test_a_lesson_says_something(talk: Talk, text: str) -> None:
    await solve(talk)

    said = await talk.say(f"/les {NUMBER} {text}", **HANDLER)

    assert "Wat moet een ander weten" in said
    assert words.NONE_WAITING in await talk.say("/les", **DIRECTOR)


@pytest.mark.parametrize("text", ["Vraag het na bij de gemeente. " * 5, "heel veel woorden " * 40])
async def test_a_lesson_is_short(talk: Talk, text: str) -> None:
    await solve(talk)

    assert "Houd de les kort" in await talk.say(f"/les {NUMBER} {text}", **HANDLER)


async def test_personal_data_in_a_lesson_are_asked_about(talk: Talk) -> None:
    await solve(talk)

    said = await talk.say(f"/les {NUMBER} Bel mevrouw De Vries op 06 12345678 over het formulier.", **HANDLER)

    assert "gegevens van een persoon" in said
    assert words.NONE_WAITING in await talk.say("/les", **DIRECTOR)


async def test_without_a_number_a_handler_is_told_how(talk: Talk) -> None:
    assert words.WHICH in await talk.say("/les", **HANDLER)


async def test_of_many_lessons_those_that_wait_longest_are_shown(talk: Talk) -> None:
    stories = [
        "Ondernemers krijgen de vergunning altijd te laat.",
        "Een aanvraag blijft liggen omdat niemand de sleutel van het archief heeft.",
        "Meldingen van ziekte via het portaal komen niet aan.",
        "Bij een overlijden stuurt het systeem de brief naar de overledene.",
    ]
    await learn(talk)
    for rank, story in enumerate(stories, 2):
        await talk.say("/melden", story, "bedrijven", "bakkers", "Gemeente Zwolle", "ICT")
        await talk.say(*["overslaan"] * 6, "versturen")
        for text in (
            f"/neem KP-{YEAR}-000{rank}",
            f"/zet KP-{YEAR}-000{rank} opgelost",
            f"/les KP-{YEAR}-000{rank} {LESSON}",
        ):
            await talk.say(text, **HANDLER)

    said = await talk.say("/les", **DIRECTOR)

    assert f"{NUMBER}:" in said
    assert f"KP-{YEAR}-0005" not in said
    assert words.MORE_WAITING.format(count=1) in said
