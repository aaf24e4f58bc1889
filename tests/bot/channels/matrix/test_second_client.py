"""The assistant as somebody with another client library sees it: matrix-js-sdk, on a real Synapse.

They share one assistant, one client and, where nothing else is said, one encrypted conversation of two.
"""

import json
from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.channels.matrix.account import MatrixAccount
from bot.channels.matrix.encryption import undecryptable
from bot.dialogue import Dialogue
from bot.signs import NUMBERS
from bot.storage.knelpunten import Filter, Knelpunten
from bot.storage.schema import attachment
from bot.wording import commands
from bot.wording.matrix import UNREADABLE
from bot.wording.phrases import DUTCH
from index.embedding.embedder import Embedder
from tests.bot.channels.matrix.assistant import ask, assistant_in_rooms, direct_room
from tests.bot.channels.matrix.conftest import registered
from tests.bot.channels.matrix.test_reactions import next_reply, opinions, signs_with
from tests.bot.channels.script import PHOTO
from tests.bot.talk import ANSWERS, DESCRIPTION
from tests.js_sdk.person import JsPerson
from tests.synapse.encrypted_person import EncryptedPerson
from tests.synapse.person import Person
from tests.synapse.server import Synapse
from tests.synapse.watching import PATIENCE, Event, replies_to

pytestmark = pytest.mark.asyncio(loop_scope="module")

ACU = "Wat is de ACU?"
ROLES = "Welke rollen kent het driehoekmodel?"


@pytest.fixture(scope="module")
def account(synapse: Synapse, tmp_path_factory: pytest.TempPathFactory) -> MatrixAccount:
    return registered(synapse, tmp_path_factory.mktemp("second_client"))


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def engine(
    account: MatrixAccount, dialogue: Dialogue, embedder: Embedder
) -> AsyncIterator[AsyncEngine]:
    """The database of the running assistant."""
    async with assistant_in_rooms(account, dialogue, embedder) as engine:
        yield engine


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def jip(synapse: Synapse) -> AsyncIterator[JsPerson]:
    async with JsPerson.joins(synapse, "jip") as person:
        yield person


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def room(jip: JsPerson, account: MatrixAccount, engine: AsyncEngine) -> str:
    """An encrypted conversation of two."""
    return await direct_room(jip, account)


async def test_a_question_is_answered_with_its_source_encrypted_and_by_a_signed_device(
    jip: JsPerson, room: str
):
    answer = await jip.wait_for_reply(await jip.say(room, ROLES))

    content = answer["content"]
    assert all(role in content["body"] for role in ("eigenaar", "opdrachtgever", "opdrachtnemer"))
    assert "<blockquote>" in content["formatted_body"]
    assert f"<strong>{DUTCH.source}</strong>" in content["formatted_body"]
    assert answer["encrypted"]
    assert answer["warning"] is None


async def test_a_thread_stays_a_thread(jip: JsPerson, room: str):
    root = await jip.say(room, "Ik wil iets weten.")
    asked = await jip.say(room, ACU, thread=root)
    answer = await jip.wait_for_reply(asked)

    assert {asked, answer["event_id"]} <= {*await jip.thread(room, root)}


async def test_the_answer_to_a_changed_question_changes_and_withdrawn_it_keeps_no_answer(
    jip: JsPerson, room: str
):
    asked = await jip.say(room, ACU)
    answer = (await jip.wait_for_reply(asked))["event_id"]

    await jip.edit(room, asked, ROLES)
    changed = await jip.wait_for(lambda event: event["event_id"] == answer and event["edited"])
    await jip.redact(room, asked)
    withdrawn = await jip.wait_for(lambda event: event["event_id"] == answer and event["redacted"])

    assert "opdrachtgever" in changed["content"]["body"]
    assert changed["warning"] is None
    assert "body" not in withdrawn["content"]


async def test_a_choice_is_made_by_reaction(jip: JsPerson, account: MatrixAccount, room: str):
    question = await jip.wait_for_reply(await jip.say(room, "/vergeetmij"))
    signs = await signs_with(jip, question["event_id"], 2)

    await jip.react(room, question["event_id"], NUMBERS[1])
    reply = await next_reply(jip, account, question["event_id"], question)

    assert signs == [*NUMBERS[:2]]
    assert reply["content"]["body"] == commands.NOT_FORGOTTEN


async def test_a_thumb_is_kept(jip: JsPerson, engine: AsyncEngine, room: str):
    answer = await jip.wait_for_reply(await jip.say(room, ROLES))

    await jip.react(room, answer["event_id"], "👍️")

    ((helpful, question, _, documents),) = await opinions(engine, 1)
    assert (helpful, question) == (True, ROLES)
    assert documents


async def test_files_go_both_ways_encrypted(
    synapse: Synapse, jip: JsPerson, account: MatrixAccount, engine: AsyncEngine, room: str
):
    await ask(jip, room, "/melden", *ANSWERS)
    await jip.wait_for_reply(await jip.send_file(room, PHOTO.name, "image/png", PHOTO.content))
    await ask(jip, room, *["overslaan"] * 6, "versturen", "/mijngegevens")
    sent = await jip.wait_for(
        lambda event: event["sender"] == account.user_id and event["content"].get("msgtype") == "m.file"
    )
    everything = json.loads(await jip.download(sent["content"]["file"]))

    async with engine.connect() as connection:
        photo = (await connection.execute(select(attachment.c.name, attachment.c.content))).one()
    (knelpunt,) = await Knelpunten(engine).matching(Filter())
    assert tuple(photo) == (PHOTO.name, PHOTO.content)
    assert [reported["number"] for reported in everything["knelpunten"]] == [knelpunt.number]
    assert not [file for file in synapse.stored_media() if DESCRIPTION.encode() in file]


async def test_who_logs_in_on_another_device_reads_and_asks_on_there(
    synapse: Synapse, jip: JsPerson, room: str
):
    async with JsPerson.logs_in(synapse, jip.user_id) as laptop:
        answer = await laptop.wait_for_reply(await jip.say(room, ROLES))
        asked = await laptop.say(room, ACU)

        for device in (jip, laptop):
            assert "ACU" in (await device.wait_for_reply(asked))["content"]["body"]

    assert "opdrachtgever" in answer["content"]["body"]


async def test_who_talks_with_signed_devices_only_is_answered(
    synapse: Synapse, jip: JsPerson, account: MatrixAccount, engine: AsyncEngine
):
    async with EncryptedPerson.joins(synapse, "eva") as eva, jip.trusting_only_signed():
        room = await jip.create_room(account.user_id, eva.user_id)
        await eva.person.join(room)
        await jip.wait_for_member(room, account.user_id)
        await jip.wait_for_member(room, eva.user_id)
        asked = await jip.say(room, ACU, **mention_of(account))
        answer = await jip.wait_for_reply(asked)
        as_seen_by_eva = await eva.wait_for(lambda event: event["event_id"] == asked)

    assert "ACU" in answer["content"]["body"]
    # Nobody has signed the device of Eva.
    assert as_seen_by_eva["type"] == "m.room.encrypted"


async def test_who_cannot_be_read_is_told_and_answered_when_the_key_comes(
    jip: JsPerson, account: MatrixAccount, room: str, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(undecryptable, "GRACE", 0.5)
    await jip.keep_back_keys(room, 100)
    asked = await jip.say(room, ROLES)
    told = await jip.wait_for_reply(asked)
    also_asked = await jip.say(room, ACU)

    await jip.give_keys()
    answer = await next_reply(jip, account, asked, told)
    also_answered = await jip.wait_for_reply(also_asked)

    assert told["content"]["body"] == UNREADABLE
    assert told["encrypted"]
    assert "opdrachtgever" in answer["content"]["body"]
    assert "ACU" in also_answered["content"]["body"]


async def test_a_key_that_got_lost_is_asked_for_and_given(
    jip: JsPerson, room: str, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(undecryptable, "GRACE", PATIENCE)
    await jip.keep_back_keys(room, 1)

    answer = await jip.wait_for_reply(await jip.say(room, ROLES))

    assert "opdrachtgever" in answer["content"]["body"]
    assert await jip.give_keys() == 1, "it was lost"


async def test_in_a_group_who_mentions_the_assistant_or_replies_to_it_is_answered(
    synapse: Synapse, jip: JsPerson, account: MatrixAccount, engine: AsyncEngine
):
    async with Person.joins(synapse, "bob") as bob:
        group = await jip.create_room(account.user_id, bob.user_id, encrypted=False)
        await jip.wait_for_member(group, account.user_id)
        to_bob = await jip.say(group, f"Bob, {ACU}", **{"m.mentions": {"user_ids": [bob.user_id]}})
        answer = await jip.wait_for_reply(await jip.say(group, ACU, **mention_of(account)))

        to_answer = {"m.relates_to": {"m.in_reply_to": {"event_id": answer["event_id"]}}, "m.mentions": {}}
        also_answered = await jip.wait_for_reply(await jip.say(group, ROLES, **to_answer))

    assert "ACU" in answer["content"]["body"]
    assert "opdrachtgever" in also_answered["content"]["body"]
    assert not answer["encrypted"]
    assert to_bob not in [replies_to(event) for event in jip.events]


def mention_of(account: MatrixAccount) -> Event:
    """What a message says that mentions the assistant."""
    return {"m.mentions": {"user_ids": [account.user_id]}}
