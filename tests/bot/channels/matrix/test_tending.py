"""The knowledge tended from an admin room on a real Synapse, by an admin and by somebody who is none."""

from pathlib import Path

import pytest

from bot.channels.matrix.account import MatrixAccount
from bot.commands.command import Name
from bot.permissions import NEEDED, TENDING
from bot.signs import NUMBERS
from bot.wording import fixed_answers, gaps, library, library_preview, reindexing
from bot.wording.manners import FILES_OF_ADMINS
from bot.wording.phrases import Language
from bot.wording.workflow import not_allowed
from tests.bot.channels.matrix.tending import Tended, edited, messages, send_file, tended
from tests.bot.privileged import TYPED, acts, kept, typed
from tests.synapse.person import Person

NAME = "spoedloket.md"
FACT = "binnen twee werkdagen"
CONTENT = f"""---
title: Het spoedloket voor uitvoerders
date: 2026-03-03
---
# Het spoedloket voor uitvoerders

## Hoe snel je antwoord krijgt

Het spoedloket beantwoordt elke vraag van een uitvoerder {FACT}. Op zaterdag is het spoedloket dicht.
"""
GAP = "Hoe laat gaat de kantine van het programma open?"
FIXED = "De kantine gaat om acht uur open."
SOURCE = "afspraak in het teamoverleg van mei"
UNHELPFUL = "niet geholpen"
QUESTION = "Hoe snel beantwoordt het spoedloket de vraag van een uitvoerder?"


@pytest.fixture
def often(monkeypatch: pytest.MonkeyPatch) -> None:
    """Tell often how far the work on the index is."""
    monkeypatch.setattr("bot.reindexing.jobs.ATTENDS_EVERY", 0.05)
    monkeypatch.setattr("bot.reindexing.jobs.TELLS_EVERY", 0.05)
    monkeypatch.setattr("bot.channels.outbox.LOOKS_EVERY", 0.05)


@pytest.mark.usefixtures("often")
async def test_an_admin_tends_the_knowledge_and_others_do_not(
    anna: Person, bob: Person, account: MatrixAccount, installed: Path
) -> None:
    async with tended(anna, bob, account, installed) as room:
        await others_are_refused(room)
        await one_message_tells_how_far_it_is(room)
        await a_file_becomes_a_document(room)
        await a_document_is_for_one_room(room)
        await a_document_is_withdrawn(room)
        await an_earlier_generation_answers_again(room)
        await what_falls_short_gets_a_fixed_answer(room)
        await the_rest_is_shown(room)


async def others_are_refused(room: Tended) -> None:
    before = await kept(room.engine)
    commands = [name for name in TYPED if name in TENDING]
    for place in (room.other_alone, room.other):
        said = [await place.say(typed(name)) for name in commands]
        assert [not_allowed(NEEDED[Name.REINDEX]) in text for text in said] == [True] * len(commands)
    told = await send_file(room.other, NAME, CONTENT)

    assert FILES_OF_ADMINS in told["content"]["body"]
    assert await kept(room.engine) == before
    refused = [
        (name, room.other.person.user_id, None, False) for name in (*commands, *commands, Name.ADD_PAGE)
    ]
    assert await acts(room.engine) == refused


async def one_message_tells_how_far_it_is(room: Tended) -> None:
    before = await messages(room.admin)
    asked = await room.admin.ask("/herindexeer")
    begun = await room.admin.person.wait_for_reply(asked)
    assert begun["content"]["body"] == reindexing.STARTED
    await edited(room.admin, begun, "Stoppen: /herindexeer stop.")
    answer = await room.other_alone.say("Wat is de ACU?")
    done = await edited(room.admin, begun, "Klaar.")

    assert "commissie" in answer
    assert "Toetsvragen: " in done or "Er is niets veranderd" in done
    assert await messages(room.admin) == before + 1


async def a_file_becomes_a_document(room: Tended) -> None:
    assert FACT not in await room.other_alone.say(QUESTION)

    preview = await send_file(room.admin, NAME, CONTENT)
    assert "Het spoedloket voor uitvoerders" in preview["content"]["body"]
    assert library_preview.WHETHER_TO_ADD in preview["content"]["body"]
    await room.admin.touch(NUMBERS[0], preview)
    begun = await room.admin.heard(library_preview.TAKING_UP.format(names=NAME))
    done = await edited(room.admin, begun, "Klaar.")
    answer = await room.other_alone.say(QUESTION)

    assert f"Nieuw: {NAME}." in done
    assert "Toetsvragen: 2 van de 2 goed" in done
    assert FACT in answer
    assert "Bron: Het spoedloket voor uitvoerders" in answer


async def a_document_is_for_one_room(room: Tended) -> None:
    said = await room.admin.say(f"/document {NAME} voor deze kamer")

    assert library.THIS_ROOM in said
    assert FACT not in await room.other_alone.say(QUESTION)
    assert FACT in await room.other.say(QUESTION)


async def a_document_is_withdrawn(room: Tended) -> None:
    asked = await room.admin.say(f"/trekin {NAME}")
    said = await room.admin.say("1")

    assert library.CHOICE_SURE in asked
    assert library.WITHDRAWING.format(name=NAME) in said
    # At once, also while the index still holds it.
    assert FACT not in await room.other.say(QUESTION)


async def an_earlier_generation_answers_again(room: Tended) -> None:
    listed = await room.admin.say("/generaties")
    begun = await room.admin.person.wait_for_reply(await room.admin.ask("1"))
    back = await edited(room.admin, begun, "Ik antwoord nu weer uit generatie")

    assert reindexing.GENERATIONS in listed
    assert back
    # What was withdrawn stays so, whatever the index holds.
    assert FACT not in await room.other.say(QUESTION)


async def what_falls_short_gets_a_fixed_answer(room: Tended) -> None:
    bob = room.other_alone
    unanswered = await bob.say(GAP)
    answer = await bob.person.wait_for_reply(await bob.ask("Wat is een doorbraakteam?"))
    assert isinstance(bob.person, Person)
    await bob.person.react(bob.room, answer["event_id"], "👎")

    listed = await room.admin.say_until(UNHELPFUL, "/vragen")
    assert GAP.casefold() in listed.casefold()
    assert bob.person.user_id not in listed
    one = await room.admin.say("1")
    lines = f"vraag: {GAP}\ntekst: {FIXED}\nbron: {SOURCE}\neigenaar: Ada"
    made = await room.admin.say(f"/antwoord nieuw\n{lines}")
    answered = await bob.say(GAP)

    assert gaps.WAYS in one
    assert FIXED not in unanswered
    assert FIXED in made
    assert fixed_answers.PHRASES[Language.DUTCH].heading in answered
    assert FIXED in answered
    assert SOURCE in answered
    assert GAP in await room.admin.say("/antwoorden")
    shown = await room.admin.say("/antwoord 1")
    assert fixed_answers.NUMBERED.format(number=1) in shown
    assert "Ada" in shown


async def the_rest_is_shown(room: Tended) -> None:
    admin = room.admin_alone
    assert "Ik antwoord uit" in await admin.say("/documenten")
    assert "014-driehoek.md" in await admin.say("/document 014-driehoek.md")
    assert "www.nergens.example" in await admin.say("/voegtoe https://www.nergens.example/pagina")
    assert "Ik toets mezelf met 2 vragen." in await admin.say("/toetsvragen")
    said = await admin.say("/toetsvragen erbij Wat is een doorbraakteam? | glossary.toml")
    assert "Toegevoegd als toetsvraag" in said
    assert "generatie" in (await admin.say("/gezondheid")).lower()
