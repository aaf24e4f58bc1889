"""What people in rooms see of the assistant, on a real Synapse."""

import asyncio
from dataclasses import replace

import pytest

from bot.channels.matrix import typing_notices
from bot.channels.matrix.account import MatrixAccount
from tests.bot.channels.matrix.conftest import serving, session_of
from tests.bot.channels.matrix.echo import Echo
from tests.synapse.person import Person
from tests.synapse.server import Synapse
from tests.synapse.unreliable import Unreliable
from tests.synapse.watching import replies_to


async def test_an_invite_is_accepted_and_a_direct_message_answered(anna: Person, channel: MatrixAccount):
    room = await anna.create_room(channel.user_id, direct=True)
    await anna.wait_for_member(room, channel.user_id)

    asked = await anna.say(room, "wat is de ACU?")

    reply = await anna.wait_for_reply(asked)
    assert reply["sender"] == channel.user_id
    assert reply["content"]["msgtype"] == "m.text"
    assert reply["content"]["body"] == "Je zei: wat is de ACU? bron (https://example.org)"
    assert reply["content"]["format"] == "org.matrix.custom.html"
    assert (
        reply["content"]["formatted_body"]
        == '<p><strong>Je zei: wat is de ACU?</strong> <a href="https://example.org">bron</a></p>'
    )


async def test_an_invite_from_while_the_channel_was_down_is_accepted(anna: Person, account: MatrixAccount):
    async with serving(account):
        first = await anna.create_room(account.user_id)
        await anna.wait_for_member(first, account.user_id)
    second = await anna.create_room(account.user_id)

    async with serving(account):
        await anna.wait_for_member(second, account.user_id)


async def test_what_was_said_before_the_assistant_joined_is_not_answered(
    anna: Person, channel: MatrixAccount
):
    room = await anna.create_room()
    early = [await anna.say(room, f"vroeg {number}") for number in range(3)]
    await anna.invite(room, channel.user_id)
    await anna.wait_for_member(room, channel.user_id)

    asked = await anna.say(room, "hoor je mij?")

    await anna.wait_for_reply(asked)
    assert not {replies_to(event) for event in await anna.history(room)} & set(early)


@pytest.fixture
async def group(anna: Person, bob: Person, channel: MatrixAccount) -> str:
    """A room of three, of which one is the assistant."""
    room = await anna.create_room(bob.user_id, channel.user_id)
    await bob.join(room)
    await anna.wait_for_member(room, channel.user_id)
    return room


async def test_a_group_is_answered_only_when_the_assistant_is_mentioned(
    anna: Person, bob: Person, channel: MatrixAccount, group: str
):
    to_bob = await anna.say(group, "Bob, hoe gaat het?")
    asked = await bob.say(
        group, f"{channel.user_id}: wat is de ACU?", **{"m.mentions": {"user_ids": [channel.user_id]}}
    )

    reply = await anna.wait_for_reply(asked)

    assert reply["content"]["body"].startswith("Je zei: wat is de ACU?")
    assert reply["content"]["m.mentions"] == {"user_ids": [bob.user_id]}
    assert to_bob not in {replies_to(event) for event in await anna.history(group)}


async def test_a_reply_to_the_assistant_is_answered(anna: Person, channel: MatrixAccount, group: str):
    asked = await anna.say(group, f"{channel.user_id} wat is de ACU?")
    answer = await anna.wait_for_reply(asked)

    relation = {"m.in_reply_to": {"event_id": answer["event_id"]}}
    followed_up = await anna.say(
        group, f"> <{channel.user_id}> Je zei: wat\n> is de ACU?\n\nen de MCU?", **{"m.relates_to": relation}
    )

    reply = await anna.wait_for_reply(followed_up)
    assert reply["content"]["body"].startswith("Je zei: en de MCU?")


async def test_a_thread_is_answered_in_the_thread_and_goes_on_without_a_mention(
    anna: Person, bob: Person, channel: MatrixAccount, group: str
):
    root = await bob.say(group, "Ik heb een vraag.")
    thread = {"m.relates_to": {"rel_type": "m.thread", "event_id": root}}
    between_us = await bob.say(group, "Weet jij het?", **thread)
    asked = await anna.say(group, f"{channel.user_id} wat is de ACU?", **thread)
    reply = await anna.wait_for_reply(asked)

    followed_up = await bob.say(group, "en de MCU?", **thread)
    next_reply = await anna.wait_for_reply(followed_up)

    for event in (reply, next_reply):
        assert event["content"]["m.relates_to"]["rel_type"] == "m.thread"
        assert event["content"]["m.relates_to"]["event_id"] == root
        assert event["content"]["m.relates_to"]["is_falling_back"] is True
    assert between_us not in {replies_to(event) for event in await anna.history(group)}


async def test_a_thread_goes_on_without_a_mention_after_a_restart(
    anna: Person, bob: Person, account: MatrixAccount
):
    async with serving(account):
        group = await anna.create_room(bob.user_id, account.user_id)
        await bob.join(group)
        await anna.wait_for_member(group, account.user_id)
        root = await anna.say(group, f"{account.user_id} wat is de ACU?")
        await anna.wait_for_reply(root)
        thread = {"m.relates_to": {"rel_type": "m.thread", "event_id": root}}
        asked = await anna.say(group, f"{account.user_id} en hier?", **thread)
        await anna.wait_for_reply(asked)

    async with serving(account):
        followed_up = await bob.say(group, "en de MCU?", **thread)

        await anna.wait_for_reply(followed_up)


async def test_typing_is_shown_while_the_answer_is_made(anna: Person, account: MatrixAccount):
    async with serving(account, Echo(seconds=1)):
        room = await anna.create_room(account.user_id)
        await anna.wait_for_member(room, account.user_id)

        asked = await anna.say(room, "wat is de ACU?")
        await anna.wait_for_reply(asked)
        await anna.wait_for(lambda event: event["type"] == "m.typing" and event["content"]["user_ids"] == [])

    seen = [
        "reply" if replies_to(event) == asked else event["content"]["user_ids"]
        for event in anna.events
        if event["type"] == "m.typing" or replies_to(event) == asked
    ]
    assert seen[0] == [account.user_id]
    assert [] in seen


async def test_typing_is_kept_alive_as_long_as_the_answer_takes_and_nothing_waits_for_it(
    synapse: Synapse, anna: Person, account: MatrixAccount, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(typing_notices, "RENEWED_AFTER", 0.1)
    async with Unreliable.way_to(synapse) as way:
        # That it fails, shows how often it is asked.
        way.failing["/typing/"] = 1000
        async with serving(replace(account, homeserver=way.url), Echo(seconds=2)):
            room = await anna.create_room(account.user_id)
            await anna.wait_for_member(room, account.user_id)
            await anna.wait_for_reply(await anna.say(room, "wat is de ACU?"))

    assert way.failed > 3


async def test_typing_is_not_shown_for_an_answer_that_is_there_at_once(anna: Person, channel: MatrixAccount):
    room = await anna.create_room(channel.user_id)
    await anna.wait_for_member(room, channel.user_id)

    for number in range(3):
        await anna.wait_for_reply(await anna.say(room, f"vraag {number}"))
    await anna.wait_for(lambda event: event["type"] == "m.receipt")

    assert "m.typing" not in {event["type"] for event in anna.events}


async def test_a_message_is_marked_as_read(anna: Person, channel: MatrixAccount):
    room = await anna.create_room(channel.user_id)
    await anna.wait_for_member(room, channel.user_id)

    asked = await anna.say(room, "wat is de ACU?")

    await anna.wait_for(
        lambda event: (
            event["type"] == "m.receipt"
            and channel.user_id in event["content"].get(asked, {}).get("m.read", {})
        )
    )


async def test_a_notice_is_not_answered(anna: Person, channel: MatrixAccount):
    room = await anna.create_room(channel.user_id)
    await anna.wait_for_member(room, channel.user_id)

    notice = await anna.send(room, {"msgtype": "m.notice", "body": "ik ben ook een bot"})
    await anna.wait_for_reply(await anna.say(room, "en dit?"))

    assert notice not in {replies_to(event) for event in await anna.history(room)}


async def test_one_slow_room_holds_up_no_other(anna: Person, account: MatrixAccount):
    class SlowToSome(Echo):
        async def handle(self, incoming, fetch):
            if incoming.text == "langzaam":
                await asyncio.sleep(3600)
            return await super().handle(incoming, fetch)

    async with serving(account, SlowToSome()):
        slow, quick = [await anna.create_room(account.user_id) for _ in range(2)]
        for room in (slow, quick):
            await anna.wait_for_member(room, account.user_id)
        await anna.say(slow, "langzaam")

        asked = await anna.say(quick, "snel")

        await anna.wait_for_reply(asked)


async def test_a_room_marked_as_direct_is_answered_without_a_mention(
    synapse: Synapse, anna: Person, channel: MatrixAccount, group: str
):
    async with Person.with_token(synapse, session_of(channel)["access_token"]) as assistant:
        await assistant.request(
            "PUT", f"user/{assistant.user_id}/account_data/m.direct", {anna.user_id: [group]}
        )

    asked = await anna.say(group, "wat is de ACU?")

    await anna.wait_for_reply(asked)
