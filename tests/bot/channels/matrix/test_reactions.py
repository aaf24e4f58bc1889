"""Choices and opinions by one touch, on a real Synapse."""

import asyncio

import pytest
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.channels.matrix.account import MatrixAccount
from bot.channels.matrix.gestures import read_gesture
from bot.dialogue import Dialogue
from bot.messages import Act
from bot.signs import NUMBERS
from bot.storage.schema import feedback
from bot.wording import commands, intake
from index.embedding.embedder import Embedder
from tests.bot.channels.matrix.assistant import ask, assistant_in_rooms, direct_room
from tests.synapse.person import Person
from tests.synapse.watching import PATIENCE, Event, replies_to

ROLES = "Welke rollen kent het driehoekmodel?"
DESCRIPTION = "Ouders moeten bij een verhuizing drie keer hetzelfde formulier invullen."


async def signs_with(person: Person, event: str, count: int) -> list[str]:
    """Wait for reactions to an event; gives their signs, in order."""
    async with asyncio.timeout(PATIENCE):
        while True:
            signs = [
                seen["content"]["m.relates_to"]["key"]
                for seen in person.events
                if seen["type"] == "m.reaction"
                and seen["content"]
                and seen["content"]["m.relates_to"]["event_id"] == event
            ]
            if len(signs) >= count:
                return signs
            await person.sync()


async def choosing_whom(person: Person, room: str) -> Event:
    """Begin a report; gives the first question with choices: who is affected."""
    await ask(person, room, "/melden")
    return await person.wait_for_reply(await person.say(room, DESCRIPTION))


async def next_reply(person: Person, account: MatrixAccount, to: str, after: Event) -> Event:
    """Wait for something else that replies to an event than what was said before."""
    return await person.wait_for(
        lambda event: (
            replies_to(event) == to
            and event["sender"] == account.user_id
            and event["event_id"] != after["event_id"]
        )
    )


async def opinions(engine: AsyncEngine, count: int) -> list[tuple[bool, str, str, list[str]]]:
    """Wait until there are so many opinions; gives them."""
    columns = (feedback.c.helpful, feedback.c.question, feedback.c.kind, feedback.c.documents)
    async with asyncio.timeout(PATIENCE):
        while True:
            async with engine.connect() as connection:
                found = [tuple(row) for row in await connection.execute(select(*columns))]
            if len(found) == count:
                return found
            await asyncio.sleep(0.1)


async def test_choices_are_offered_as_reactions_and_one_of_them_counts_as_typed(
    anna: Person, account: MatrixAccount, dialogue: Dialogue, embedder: Embedder
):
    async with assistant_in_rooms(account, dialogue, embedder):
        room = await direct_room(anna, account)
        question = await choosing_whom(anna, room)
        count = question["content"]["body"].count("\n1. ") and len(
            [line for line in question["content"]["body"].splitlines() if line[:1].isdigit()]
        )

        signs = await signs_with(anna, question["event_id"], count)
        await anna.react(room, question["event_id"], NUMBERS[0])
        reply = await next_reply(anna, account, question["event_id"], question)

    assert count > 1
    assert signs == list(NUMBERS[:count])
    assert intake.QUESTIONS["affected"] in question["content"]["body"]
    assert intake.QUESTIONS["group"] in reply["content"]["body"]


async def test_a_question_that_was_answered_is_closed(
    anna: Person, account: MatrixAccount, dialogue: Dialogue, embedder: Embedder
):
    async with assistant_in_rooms(account, dialogue, embedder):
        room = await direct_room(anna, account)
        question = await choosing_whom(anna, room)
        await ask(anna, room, "burgers")

        await anna.react(room, question["event_id"], NUMBERS[1])

        assert intake.QUESTIONS["organisation"] in await ask(anna, room, "jonge ouders")


async def test_a_choice_by_reaction_is_taken_once_and_taking_the_reaction_back_changes_nothing(
    anna: Person, account: MatrixAccount, dialogue: Dialogue, embedder: Embedder
):
    async with assistant_in_rooms(account, dialogue, embedder):
        room = await direct_room(anna, account)
        question = await choosing_whom(anna, room)
        reaction = await anna.react(room, question["event_id"], NUMBERS[0])
        reply = await next_reply(anna, account, question["event_id"], question)

        await anna.redact(room, reaction)

        assert intake.QUESTIONS["organisation"] in await ask(anna, room, "jonge ouders")
        assert (await anna.event(room, reply["event_id"]))["content"]


async def test_in_a_group_only_who_was_asked_chooses(
    anna: Person, bob: Person, account: MatrixAccount, dialogue: Dialogue, embedder: Embedder
):
    async with assistant_in_rooms(account, dialogue, embedder):
        room = await direct_room(anna, account)
        question = await anna.wait_for_reply(await anna.say(room, "/vergeetmij"))
        await anna.invite(room, bob.user_id)
        await bob.join(room)

        await bob.react(room, question["event_id"], NUMBERS[1])
        await bob.wait_for_reply(await bob.say(room, f"{account.user_id} hallo"))
        await anna.react(room, question["event_id"], NUMBERS[1])
        reply = await next_reply(anna, account, question["event_id"], question)

    assert reply["content"]["body"] == commands.NOT_FORGOTTEN
    said = [event for event in await anna.history(room) if replies_to(event) == question["event_id"]]
    assert len(said) == 1


async def test_a_thumb_is_kept_with_question_and_sources_but_not_with_the_person(
    anna: Person, account: MatrixAccount, dialogue: Dialogue, embedder: Embedder
):
    async with assistant_in_rooms(account, dialogue, embedder) as engine:
        room = await direct_room(anna, account)
        answer = await anna.wait_for_reply(await anna.say(room, ROLES))

        await anna.react(room, answer["event_id"], "👍🏽")

        ((helpful, question, kind, documents),) = await opinions(engine, 1)
        async with engine.connect() as connection:
            rows = str((await connection.execute(select(feedback))).all())
    assert (helpful, question, kind) == (True, ROLES, "answer")
    assert documents
    assert anna.user_id not in rows


async def test_a_thumb_that_is_taken_back_is_gone(
    anna: Person, account: MatrixAccount, dialogue: Dialogue, embedder: Embedder
):
    async with assistant_in_rooms(account, dialogue, embedder) as engine:
        room = await direct_room(anna, account)
        answer = await anna.wait_for_reply(await anna.say(room, ROLES))
        reaction = await anna.react(room, answer["event_id"], "👍")
        await opinions(engine, 1)

        await anna.redact(room, reaction)

        await opinions(engine, 0)
        assert (await anna.event(room, answer["event_id"]))["content"]


async def test_what_got_a_thumb_down_is_not_shown_again_for_another_question(
    anna: Person, account: MatrixAccount, dialogue: Dialogue, embedder: Embedder
):
    async with assistant_in_rooms(account, dialogue, embedder) as engine:
        room = await direct_room(anna, account)
        answer = await anna.wait_for_reply(await anna.say(room, ROLES))
        await anna.react(room, answer["event_id"], "👎")
        await opinions(engine, 1)

        again = await ask(anna, room, "Welke rollen zijn er in het driehoekmodel?")

    quoted = answer["content"]["body"].split("\n\n")[0]
    assert quoted not in again


async def test_other_signs_and_thumbs_elsewhere_are_nothing(
    anna: Person, account: MatrixAccount, dialogue: Dialogue, embedder: Embedder
):
    async with assistant_in_rooms(account, dialogue, embedder) as engine:
        room = await direct_room(anna, account)
        asked = await anna.say(room, ROLES)
        answer = await anna.wait_for_reply(asked)
        greeting = await anna.wait_for_reply(await anna.say(room, "hallo"))
        await anna.react(room, answer["event_id"], "❤️")
        await anna.react(room, answer["event_id"], NUMBERS[0])
        await anna.react(room, asked, "👍")
        await anna.react(room, greeting["event_id"], "👎")
        await ask(anna, room, "dank je")

        assert await opinions(engine, 0) == []


def reaction(**changes):
    return {
        "type": "m.reaction",
        "event_id": "$reactie",
        "sender": "@anna:example.org",
        "origin_server_ts": 1_700_000_000_000,
        "content": {"m.relates_to": {"rel_type": "m.annotation", "event_id": "$antwoord", "key": "👍"}},
        **changes,
    }


def redaction(**changes):
    return {"type": "m.room.redaction", "event_id": "$weg", "sender": "@anna:example.org", **changes}


def test_a_redaction_says_what_is_withdrawn_in_its_content_or_beside_it():
    for event in (redaction(redacts="$vraag"), redaction(content={"redacts": "$vraag"})):
        gesture = read_gesture(event)
        assert gesture is not None
        assert (gesture.act, gesture.target) == (Act.WITHDRAW, "$vraag")


@pytest.mark.parametrize(
    "event",
    [
        reaction(content={}),
        reaction(content=None),
        reaction(content={"m.relates_to": {"rel_type": "m.annotation", "event_id": "$a", "key": "x" * 51}}),
        reaction(content={"m.relates_to": {"rel_type": "m.annotation", "event_id": 1, "key": "👍"}}),
        reaction(sender=1),
        reaction(event_id=None),
        redaction(),
        redaction(redacts=["$vraag"]),
        reaction(type="m.sticker"),
        {},
    ],
)
def test_what_is_no_gesture_is_nothing(event):
    assert read_gesture(event) is None
