"""What is not answered at all, not answered any more, or not at once; on a real Synapse."""

import asyncio
from datetime import timedelta
from typing import Any

from bot.attachments import Fetch
from bot.channels.matrix.account import MatrixAccount
from bot.channels.matrix.policy import MatrixPolicy
from bot.dialogue import Dialogue
from bot.messages import Choice, Incoming, Kind, Quote, QuotedLine, Reply, paragraph
from bot.wording import commands, manners
from index.embedding.embedder import Embedder
from tests.bot.channels.matrix.assistant import ask, assistant_in_rooms, direct_room, said_by
from tests.bot.channels.matrix.conftest import remembering, serving
from tests.bot.channels.matrix.echo import Echo
from tests.synapse.person import Person
from tests.synapse.server import Synapse
from tests.synapse.watching import Event, replies_to

ROLES = "Welke rollen kent het driehoekmodel?"
IMPATIENT = MatrixPolicy(answer_within=timedelta(seconds=3))


async def test_what_waited_too_long_is_acknowledged_once_in_a_conversation_and_not_answered(
    anna: Person, account: MatrixAccount, dialogue: Dialogue, embedder: Embedder
):
    async with assistant_in_rooms(account, dialogue, embedder):
        rooms = [await direct_room(anna, account) for _ in range(2)]
        for room in rooms:
            await ask(anna, room, "hallo")
    late = [await anna.say(room, ROLES) for room in rooms for _ in range(3)]
    await asyncio.sleep(4)

    async with assistant_in_rooms(account, dialogue, embedder, IMPATIENT):
        for asked in (late[0], late[3]):
            assert (await anna.wait_for_reply(asked))["content"]["body"] == manners.LATE
        answers = [await ask(anna, room, ROLES) for room in rooms]

        assert all("opdrachtgever" in answer for answer in answers)
        for room in rooms:
            said = await said_by(account, anna, room)
            assert (len(said), said.count(manners.LATE)) == (3, 1)


async def test_a_clock_that_is_wrong_makes_no_message_late(anna: Person, account: MatrixAccount):
    class Punctual(Echo):
        async def handle(self, incoming: Incoming, fetch: Fetch) -> tuple[Reply, ...]:
            assert not incoming.late
            return await super().handle(incoming, fetch)

    async with serving(account, Punctual(), IMPATIENT):
        room = await direct_room(anna, account)
        await anna.wait_for_reply(await anna.say(room, "een"))
        await asyncio.sleep(4)

        answer = await anna.wait_for_reply(await anna.say(room, "twee"))

    assert "Je zei: twee" in answer["content"]["body"]


async def test_an_ignored_user_is_not_answered(anna: Person, bob: Person, account: MatrixAccount):
    async with serving(account, policy=MatrixPolicy(ignored_users=frozenset({bob.user_id}))):
        group = await anna.create_room(account.user_id, bob.user_id)
        await bob.join(group)
        await anna.wait_for_member(group, account.user_id)
        ignored = await bob.say(group, f"{account.user_id} ik ben ook een bot")

        await anna.wait_for_reply(await anna.say(group, f"{account.user_id} hallo"))

        assert ignored not in {replies_to(event) for event in await anna.history(group)}


LINES = tuple(
    QuotedLine(f"Regel {number}: \N{GRINNING FACE} " + "woord " * 25, starts_paragraph=True)
    for number in range(400)
)


class LongWinded(Echo):
    """Says 60 KB, unless told to be brief."""

    async def handle(self, incoming: Incoming, fetch: Fetch) -> tuple[Reply, ...]:
        if incoming.text == "kort":
            return await super().handle(incoming, fetch)
        blocks = (paragraph("Dit staat er:"), Quote(LINES), paragraph("Bron: alles"))
        return (Reply(blocks, Kind.ANSWER, choices=(Choice("Meer", "meer"),)),)


def parts_in(events: list[Event], account: MatrixAccount) -> list[dict[str, Any]]:
    return [
        event["content"]
        for event in events
        if event["type"] == "m.room.message" and event["sender"] == account.user_id and event["content"]
    ]


async def test_an_answer_of_sixty_kilobytes_arrives_whole_and_in_order(anna: Person, account: MatrixAccount):
    async with serving(account, LongWinded()):
        room = await direct_room(anna, account)
        await anna.say(room, "alles")
        await anna.wait_for(lambda event: "Bron: alles" in str(event["content"].get("body")))
        await anna.wait_for(lambda event: event["type"] == "m.reaction")

        parts = parts_in(await anna.history(room), account)

    said = "\n".join(part["body"] for part in parts)
    assert len(said.encode()) > 60_000
    assert len(parts) > 2
    found = [said.index(f"Regel {number}:") for number in range(400)]
    assert found == sorted(found)
    assert all("<blockquote>" in part["formatted_body"] for part in parts[:-1])
    assert ["1. Meer" in part["body"] for part in parts] == [False] * (len(parts) - 1) + [True]


async def test_a_long_answer_that_is_edited_or_withdrawn_leaves_nothing_behind(
    anna: Person, account: MatrixAccount
):
    async with remembering(account, LongWinded()) as assistant, serving(account, assistant):
        room = await direct_room(anna, account)
        asked = await anna.say(room, "alles")
        await anna.wait_for(lambda event: "Bron: alles" in str(event["content"].get("body")))

        await anna.edit(room, asked, "kort")
        await anna.wait_for_reply(await anna.say(room, "kort"))
        after_edit = parts_in(await anna.history(room), account)
        await anna.redact(room, asked)
        await anna.wait_for_reply(await anna.say(room, "kort"))
        after_redaction = parts_in(await anna.history(room), account)

    # The first part, with what took its place, and the reply to the other message.
    assert len(after_edit) == 3
    assert after_edit[1]["m.new_content"]["body"].startswith("Je zei: kort")
    assert len(after_redaction) == 2


async def test_a_homeserver_that_says_to_wait_is_waited_for_and_no_answer_is_lost(
    synapse: Synapse, anna: Person, account: MatrixAccount
):
    await asyncio.to_thread(synapse.limit, account.user_id, per_second=1, burst=2)
    async with serving(account):
        room = await direct_room(anna, account)
        asked = [await anna.say(room, f"vraag {number}") for number in range(6)]
        last = await anna.wait_for_reply(asked[-1])
        first = await anna.wait_for_reply(asked[0])

    answered = [event for event in map(replies_to, await anna.history(room)) if event]
    assert answered == asked
    assert last["origin_server_ts"] - first["origin_server_ts"] > 2000


async def test_of_more_messages_than_may_wait_the_first_too_many_is_told_so_and_the_others_are_not_read(
    anna: Person, account: MatrixAccount, dialogue: Dialogue, embedder: Embedder
):
    async with assistant_in_rooms(account, dialogue, embedder):
        room = await direct_room(anna, account)
    asked = [await anna.say(room, ROLES) for _ in range(9)]

    async with assistant_in_rooms(account, dialogue, embedder, waiting_messages=3):
        told = await anna.wait_for_reply(asked[3])

    answered = [event for event in map(replies_to, await anna.history(room)) if event in asked]
    assert told["content"]["body"] == commands.TOO_MANY
    assert answered == asked[:4]


async def test_who_sends_two_hundred_messages_keeps_nobody_else_waiting(
    anna: Person, bob: Person, account: MatrixAccount
):
    rooms = 20
    answered: list[str] = []

    class Watched(Echo):
        async def handle(self, incoming: Incoming, fetch: Fetch) -> tuple[Reply, ...]:
            replies = await super().handle(incoming, fetch)
            answered.append(incoming.sender)
            return replies

    async with serving(account):
        of_anna = [await direct_room(anna, account) for _ in range(rooms)]
        of_bob = await direct_room(bob, account)
    await asyncio.gather(*(anna.say(room, f"vraag {n}") for n in range(200 // rooms) for room in of_anna))
    asked = await bob.say(of_bob, "en ik?")

    async with serving(account, Watched(seconds=0.05)):
        await bob.wait_for_reply(asked)
        before = answered.index(bob.user_id)

    assert before <= 16
