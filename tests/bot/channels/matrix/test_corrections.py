"""A question that is changed or withdrawn, on a real Synapse."""

import asyncio

from bot.channels.matrix.account import MatrixAccount
from bot.dialogue import Dialogue
from bot.wording import intake, manners
from index.embedding.embedder import Embedder
from tests.bot.channels.matrix.assistant import ask, assistant_in_rooms, direct_room
from tests.bot.channels.matrix.conftest import remembering, serving
from tests.bot.channels.matrix.echo import Echo
from tests.synapse.person import Person
from tests.synapse.watching import PATIENCE, Event, replies_to

ACU = "Wat is de ACU?"
ROLES = "Welke rollen kent het driehoekmodel?"


async def edit_of(person: Person, event: str) -> Event:
    """Wait for the text that took the place of an event's."""
    edit = await person.wait_for(
        lambda seen: (
            seen["type"] == "m.room.message"
            and (seen["content"].get("m.relates_to") or {}).get("event_id") == event
            and seen["content"]["m.relates_to"].get("rel_type") == "m.replace"
        )
    )
    return edit["content"]["m.new_content"]


async def wait_until_redacted(person: Person, room: str, event: str) -> None:
    async with asyncio.timeout(PATIENCE):
        while (await person.event(room, event))["content"]:  # noqa: ASYNC110
            await asyncio.sleep(0.1)


async def said_in(person: Person, room: str, account: MatrixAccount) -> list[Event]:
    return [
        event
        for event in await person.history(room)
        if event["type"] == "m.room.message" and event["sender"] == account.user_id and event["content"]
    ]


async def test_a_changed_question_is_answered_anew_in_the_place_of_the_answer(
    anna: Person, account: MatrixAccount, dialogue: Dialogue, embedder: Embedder
):
    async with assistant_in_rooms(account, dialogue, embedder):
        room = await direct_room(anna, account)
        asked = await anna.say(room, ACU)
        answer = await anna.wait_for_reply(asked)

        await anna.edit(room, asked, ROLES)
        new = await edit_of(anna, answer["event_id"])

        assert all(role in new["body"] for role in ("eigenaar", "opdrachtgever", "opdrachtnemer"))
        assert "<blockquote>" in new["formatted_body"]
        assert len(await said_in(anna, room, account)) == 2


async def test_a_typing_error_that_is_mended_gives_the_same_answer_and_not_the_next_best(
    anna: Person, account: MatrixAccount, dialogue: Dialogue, embedder: Embedder
):
    async with assistant_in_rooms(account, dialogue, embedder):
        room = await direct_room(anna, account)
        await ask(anna, room, "hallo")
        asked = await anna.say(room, ROLES)
        answer = await anna.wait_for_reply(asked)

        await anna.edit(room, asked, ROLES + " ")
        new = await edit_of(anna, answer["event_id"])

    assert new["body"] == answer["content"]["body"]


async def test_what_leans_on_a_changed_question_leans_on_what_it_says_now(
    anna: Person, account: MatrixAccount, dialogue: Dialogue, embedder: Embedder
):
    async with assistant_in_rooms(account, dialogue, embedder) as engine:
        room = await direct_room(anna, account)
        asked = await anna.say(room, ACU)
        answer = await anna.wait_for_reply(asked)
        await anna.edit(room, asked, ROLES)
        await edit_of(anna, answer["event_id"])

        await ask(anna, room, "/mijngegevens")
        async with engine.connect() as connection:
            memory = str((await connection.exec_driver_sql("SELECT memory FROM conversation")).scalar())

    assert "driehoekmodel" in memory
    assert "ACU" not in memory


async def test_a_change_while_the_answer_is_made_is_answered_after_it(anna: Person, account: MatrixAccount):
    async with serving(account, Echo(seconds=0.5)):
        room = await direct_room(anna, account)
        asked = await anna.say(room, "een")
        await anna.edit(room, asked, "twee")

        answer = await anna.wait_for_reply(asked)
        new = await edit_of(anna, answer["event_id"])

    assert new["body"].startswith("Je zei: twee")


async def test_a_change_from_while_the_channel_was_down_is_answered(anna: Person, account: MatrixAccount):
    async with remembering(account) as assistant, serving(account, assistant):
        room = await direct_room(anna, account)
        asked = await anna.say(room, "een")
        answer = await anna.wait_for_reply(asked)
    await anna.edit(room, asked, "twee")
    await anna.edit(room, asked, "drie")

    async with remembering(account) as assistant, serving(account, assistant):
        await anna.wait_for_reply(await anna.say(room, "klaar"))
        await anna.sync()

    edits = [
        event["content"]["m.new_content"]["body"]
        for event in await said_in(anna, room, account)
        if "m.new_content" in event["content"]
    ]
    assert [edit.split()[2] for edit in edits] == ["drie"]
    assert (await anna.event(room, answer["event_id"]))["sender"] == account.user_id


async def test_a_change_of_what_was_not_answered_or_by_somebody_else_is_ignored(
    anna: Person, bob: Person, account: MatrixAccount
):
    async with remembering(account) as assistant, serving(account, assistant):
        group = await anna.create_room(account.user_id, bob.user_id)
        await bob.join(group)
        await anna.wait_for_member(group, account.user_id)
        between_us = await anna.say(group, "Bob, hoe gaat het?")
        asked = await anna.say(group, f"{account.user_id} wat is de ACU?")
        await anna.wait_for_reply(asked)

        await anna.edit(group, between_us, f"{account.user_id} hoe gaat het?")
        await bob.edit(group, asked, "wat is de MCU?")
        await anna.wait_for_reply(await anna.say(group, f"{account.user_id} klaar"))

        assert len(await said_in(anna, group, account)) == 2


async def test_a_changed_answer_in_a_report_is_not_taken_over_and_that_is_said(
    anna: Person, account: MatrixAccount, dialogue: Dialogue, embedder: Embedder
):
    async with assistant_in_rooms(account, dialogue, embedder):
        room = await direct_room(anna, account)
        await ask(anna, room, "/melden")
        told = await anna.say(room, "Ouders moeten drie keer hetzelfde formulier invullen.")
        question = await anna.wait_for_reply(told)

        edit = await anna.edit(room, told, "Iets heel anders.")
        reply = await anna.wait_for(
            lambda event: (
                replies_to(event) == told
                and event["event_id"] != question["event_id"]
                and event["sender"] == account.user_id
            )
        )

        assert reply["content"]["body"] == manners.NOT_CORRECTED
        assert edit not in {replies_to(event) for event in await anna.history(room)}
        assert (await anna.event(room, question["event_id"]))["content"] == question["content"]
        assert intake.QUESTIONS["affected"] in await ask(anna, room, "hulp")


async def test_when_a_question_is_withdrawn_its_answer_is_taken_away_and_forgotten(
    anna: Person, account: MatrixAccount, dialogue: Dialogue, embedder: Embedder
):
    async with assistant_in_rooms(account, dialogue, embedder) as engine:
        room = await direct_room(anna, account)
        await ask(anna, room, "hallo")
        asked = await anna.say(room, ROLES)
        answer = await anna.wait_for_reply(asked)

        await anna.redact(room, asked)
        await wait_until_redacted(anna, room, answer["event_id"])

        async with engine.connect() as connection:
            tables = ("conversation", "handled_event", "inbox")
            kept = [
                str((await connection.exec_driver_sql(f"SELECT * FROM {table}")).all()) for table in tables
            ]
    assert not any("driehoek" in rows for rows in kept)


async def test_a_question_that_is_withdrawn_while_the_answer_is_made_keeps_no_answer(
    anna: Person, account: MatrixAccount
):
    async with serving(account, Echo(seconds=0.5)):
        room = await direct_room(anna, account)
        asked = await anna.say(room, "een")
        await anna.wait_for(lambda event: event["type"] == "m.typing")
        await anna.redact(room, asked)

        answer = await anna.wait_for_reply(asked)
        await wait_until_redacted(anna, room, answer["event_id"])


async def test_a_question_that_is_withdrawn_while_the_channel_is_down_loses_its_answer(
    anna: Person, account: MatrixAccount
):
    async with serving(account):
        room = await direct_room(anna, account)
        asked = await anna.say(room, "een")
        answer = await anna.wait_for_reply(asked)
    await anna.redact(room, asked)
    never_seen = await anna.say(room, "twee")
    await anna.redact(room, never_seen)

    async with serving(account):
        await wait_until_redacted(anna, room, answer["event_id"])
        await anna.wait_for_reply(await anna.say(room, "klaar"))

    assert never_seen not in {replies_to(event) for event in await anna.history(room)}


async def test_an_old_room_says_in_another_place_what_is_withdrawn(anna: Person, account: MatrixAccount):
    async with serving(account):
        room = (
            await anna.request(
                "POST",
                "createRoom",
                {"preset": "private_chat", "invite": [account.user_id], "room_version": "6"},
            )
        )["room_id"]
        await anna.wait_for_member(room, account.user_id)
        asked = await anna.say(room, "een")
        answer = await anna.wait_for_reply(asked)

        await anna.redact(room, asked)

        await wait_until_redacted(anna, room, answer["event_id"])
