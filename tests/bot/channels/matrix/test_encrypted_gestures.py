"""Corrections, withdrawals and reactions where the messages are encrypted."""

import asyncio

from bot.channels.matrix.account import MatrixAccount
from bot.dialogue import Dialogue
from bot.signs import NUMBERS
from bot.wording import commands
from index.embedding.embedder import Embedder
from tests.bot.channels.matrix.assistant import assistant_in_rooms
from tests.synapse.encrypted_person import EncryptedPerson
from tests.synapse.watching import PATIENCE

ROLES = "Welke rollen kent het driehoekmodel?"


async def test_a_changed_question_is_answered_anew_encrypted_and_withdrawn_it_keeps_no_answer(
    eva: EncryptedPerson, account: MatrixAccount, dialogue: Dialogue, embedder: Embedder
):
    async with assistant_in_rooms(account, dialogue, embedder):
        room = await eva.create_room(account.user_id, direct=True)
        await eva.wait_for_member(room, account.user_id)
        asked = await eva.say(room, "Wat is de ACU?")
        answer = await eva.wait_for_reply(asked)

        new = {"msgtype": "m.text", "body": ROLES}
        replaces = {"rel_type": "m.replace", "event_id": asked}
        await eva.say(room, f"* {ROLES}", **{"m.new_content": new, "m.relates_to": replaces})
        edit = await eva.wait_for(
            lambda event: event.get("sender") == account.user_id and "m.new_content" in event["content"]
        )

        assert "opdrachtgever" in edit["content"]["m.new_content"]["body"]
        assert edit["content"]["m.relates_to"]["event_id"] == answer["event_id"]
        assert edit["encrypted"]

        await eva.person.redact(room, asked)
        async with asyncio.timeout(PATIENCE):
            for event in (answer["event_id"], edit["event_id"]):
                while (await eva.person.event(room, event))["content"]:  # noqa: ASYNC110
                    await asyncio.sleep(0.1)


async def test_a_reaction_which_is_in_the_clear_is_a_choice_in_an_encrypted_room_too(
    eva: EncryptedPerson, account: MatrixAccount, dialogue: Dialogue, embedder: Embedder
):
    async with assistant_in_rooms(account, dialogue, embedder):
        room = await eva.create_room(account.user_id, direct=True)
        await eva.wait_for_member(room, account.user_id)
        question = await eva.wait_for_reply(await eva.say(room, "/vergeetmij"))

        await eva.person.react(room, question["event_id"], NUMBERS[1])
        reply = await eva.wait_for_reply(question["event_id"])

    assert reply["content"]["body"] == commands.NOT_FORGOTTEN
    assert reply["encrypted"]
