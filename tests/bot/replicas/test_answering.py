"""Whichever replica has time answers; what only one of them has, that one does."""

import asyncio
from collections import defaultdict
from contextlib import suppress

import pytest
from sqlalchemy import event, text, update

from bot.attachments import no_files
from bot.delivery.delivery import Delivery
from bot.messages import Incoming, Kind, Reply, paragraph
from bot.rendering.plain import render
from bot.replicas import replica as replica_module
from bot.serving import Service
from bot.storage.answer_queue import Tried
from bot.storage.schema import to_answer
from bot.wording import commands as command_words
from bot.wording import privacy as privacy_words
from tests.bot.incoming import incoming
from tests.bot.replicas.conftest import StartReplica

PATIENCE = 20.0
WITH_BSN = "Het formulier van 123456782 komt steeds terug."
ANOTHER_BSN = "111222333"


async def reply_of(service: Service, message: Incoming) -> str:
    async with asyncio.timeout(PATIENCE):
        replies = await service.assistant.handle(message, no_files)
    return "\n".join(render(reply) for reply in replies)


async def arrived(leader: Service, elsewhere: Service, message: Incoming) -> Incoming:
    """Have a message come in at another replica; give it as the leader has it."""
    await elsewhere.inbox("test").receive([message], None)
    (waiting,) = await leader.inbox("test").pending()
    await leader.inbox("test").finish(waiting)
    return waiting


async def test_another_replica_answers_what_the_leader_hands_over(start: StartReplica) -> None:
    async with start(works=False) as leader, start():
        assert "graag gedaan" in (await reply_of(leader, incoming("dank je wel"))).lower()

        assert leader.replica
        assert await leader.replica.queue.length() == 0


async def test_what_a_dead_replica_had_taken_another_answers(start: StartReplica) -> None:
    async with start(works=False) as leader, start(works=False) as dead:
        assert dead.replica
        assert leader.replica
        message = incoming("dank je wel")
        answering = asyncio.create_task(reply_of(leader, message))
        claim = dead.replica.queue.next()
        assert (await claim.__aenter__()).message == message
        assert await leader.replica.queue.look(message) is Tried.WAITING
        async with start():
            await asyncio.sleep(0.1)
            assert not answering.done()

            async with leader.engine.connect() as connection:
                await connection.execute(
                    text("SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                         " WHERE state = 'idle in transaction' AND pid <> pg_backend_pid()")
                )  # fmt: skip

            assert "graag gedaan" in (await answering).lower()
        with suppress(Exception):
            await claim.__aexit__(None, None, None)


async def test_a_reply_that_may_not_be_kept_whole_comes_from_who_sends_it(start: StartReplica) -> None:
    async with start() as leader, start():
        replies = await leader.assistant.handle(incoming("/mijngegevens"), no_files)

        assert replies[0].files


async def test_conversations_are_answered_side_by_side_and_each_in_order(start: StartReplica) -> None:
    async with start() as leader, start():
        said: defaultdict[str, list[str]] = defaultdict(list)
        messages = [
            incoming("dank je wel", conversation=room, sender=room, event=f"{room} {number}")
            for number in range(3)
            for room in ("a", "b", "c")
        ]

        async def handle(message: Incoming) -> tuple[Reply, ...]:
            return await leader.assistant.handle(message, no_files)

        async def send(message: Incoming, _reply: Reply, _number: int) -> None:
            said[message.conversation].append(message.event)

        inbox = leader.inbox("test")
        delivering = asyncio.create_task(
            Delivery(inbox, handle, send, Reply((paragraph("sorry"),), Kind.NOTICE)).run()
        )
        await inbox.receive(messages, None)
        async with asyncio.timeout(PATIENCE):
            while await inbox.pending():  # noqa: ASYNC110
                await asyncio.sleep(0.05)
        delivering.cancel()

    assert said == {room: [f"{room} {number}" for number in range(3)] for room in ("a", "b", "c")}


async def test_personal_data_stay_with_the_replica_that_they_came_in_at(start: StartReplica) -> None:
    async with start() as leader, start() as elsewhere:
        await reply_of(leader, incoming("/melden"))

        waiting = await arrived(leader, elsewhere, incoming(WITH_BSN))
        assert waiting.withheld
        asked = await reply_of(leader, waiting)
        assert privacy_words.WHAT_TO_DO in asked
        assert "123456782" not in asked
        await reply_of(leader, incoming("dit is geen persoonsgegeven"))

        # It was held back, and is taken now: nobody else had it.
        assert WITH_BSN in await reply_of(leader, incoming("terug"))


async def test_personal_data_said_to_the_leader_about_those_said_elsewhere_are_stored_nowhere(
    start: StartReplica,
) -> None:
    async with start() as leader, start() as elsewhere:
        await reply_of(leader, incoming("/melden"))
        await reply_of(leader, await arrived(leader, elsewhere, incoming(WITH_BSN)))
        stored: list[str] = []
        for service in (leader, elsewhere):
            event.listen(
                service.engine.sync_engine,
                "before_cursor_execute",
                lambda *executed: stored.append(str(executed[4].compiled_parameters)),
            )

        asked = await reply_of(leader, incoming(f"Het gaat om {ANOTHER_BSN}."))
        assert privacy_words.WHAT_TO_DO in asked
        assert stored
        assert not [values for values in stored if ANOTHER_BSN in values]

        await reply_of(leader, incoming("dit is geen persoonsgegeven"))
        assert ANOTHER_BSN in await reply_of(leader, incoming("terug"))


async def test_personal_data_are_forgotten_where_they_came_in_once_the_leader_finished_with_them(
    start: StartReplica, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(replica_module, "FORGETS_EVERY", 0.01)
    async with start() as leader, start() as elsewhere:
        assert elsewhere.replica
        forgetting = asyncio.create_task(elsewhere.replica.forget_finished())
        finished, waiting = incoming(WITH_BSN), incoming(WITH_BSN)
        await elsewhere.inbox("test").receive([finished, waiting], None)

        await leader.inbox("test").finish(finished)

        async with asyncio.timeout(PATIENCE):
            while elsewhere.replica.whole(finished) is not finished:  # noqa: ASYNC110
                await asyncio.sleep(0.01)
        forgetting.cancel()
        assert [message.text for message in await elsewhere.inbox("test").pending()] == [WITH_BSN]


async def test_a_message_that_cannot_be_read_keeps_no_other_from_being_answered(
    start: StartReplica,
) -> None:
    async with start(works=False) as leader:
        assert leader.replica
        unreadable = incoming("dank je wel", conversation="a", sender="bert")
        await leader.replica.queue.put(unreadable, None)
        async with leader.engine.begin() as connection:
            await connection.execute(update(to_answer).values(message={"of": "another version"}))

        async with start():
            assert "graag gedaan" in (await reply_of(leader, incoming("dank je wel"))).lower()

        assert await leader.replica.queue.look(unreadable) is Tried.FAILED


async def test_personal_data_of_a_replica_that_is_gone_are_asked_for_again(start: StartReplica) -> None:
    async with start() as leader:
        await reply_of(leader, incoming("/melden"))
        async with start() as elsewhere:
            waiting = await arrived(leader, elsewhere, incoming(WITH_BSN))

        assert command_words.WITHHELD in await reply_of(leader, waiting)


async def test_the_leader_finds_what_came_in_at_another_replica(start: StartReplica) -> None:
    async with start() as leader, start() as elsewhere:
        arrival = asyncio.create_task(leader.inbox("test").arrival())
        await asyncio.sleep(0.05)

        await elsewhere.inbox("test").receive([incoming("hallo")], None)

        await asyncio.wait_for(arrival, 0.5)
        assert [message.text for message in await leader.inbox("test").pending()] == ["hallo"]
