"""What takes the place of a reply."""

from datetime import timedelta

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.memory import Doubt
from bot.messages import Act, Choice, Incoming, Kind, Reply, paragraph
from bot.reindexing.actions import JobKind, RequestJob
from bot.storage.answers import Answers
from bot.storage.conversations import Conversations
from bot.storage.inbox import Inbox
from bot.storage.index_jobs import IndexJobs
from bot.storage.outbox import Outbox, Outgoing, edit_reply
from tests.bot.incoming import incoming
from tests.bot.storage.samples import NOW, outcome

BEGUN = Reply((paragraph("Ik begin."),), Kind.COMMAND)
HALFWAY = Reply((paragraph("Op de helft."),), Kind.COMMAND)
DONE = Reply((paragraph("Klaar."),), Kind.COMMAND, (Choice("Terug", "/terug 3"),))


@pytest.fixture
def outbox(engine: AsyncEngine) -> Outbox:
    return Outbox(engine)


@pytest.fixture
async def asked(conversations: Conversations, engine: AsyncEngine) -> Incoming:
    """A message with one reply, that was sent."""
    message = incoming("/herindexeer")
    await conversations.keep(message, outcome(replies=(BEGUN,)), NOW)
    await Answers(engine).note("test", message.event, 0, ["e1"], NOW)
    return message


async def edit(engine: AsyncEngine, message: Incoming, reply: Reply) -> None:
    async with engine.begin() as connection:
        await edit_reply(connection, "test", "room", "anna", message.event, reply, NOW)


async def waiting(outbox: Outbox) -> list[Reply]:
    return [outgoing.reply for outgoing in await outbox.pending("test", 10, NOW)]


async def send_all(outbox: Outbox) -> tuple[Outgoing, ...]:
    sent = await outbox.pending("test", 10, NOW)
    for outgoing in sent:
        await outbox.sent(outgoing.id, NOW + timedelta(seconds=1))
    return sent


async def test_of_what_takes_the_same_place_only_the_last_is_sent(
    engine: AsyncEngine, outbox: Outbox, asked: Incoming
) -> None:
    await edit(engine, asked, BEGUN)
    await edit(engine, asked, HALFWAY)
    (sent,) = await send_all(outbox)
    await edit(engine, asked, DONE)

    assert (sent.reply, sent.edits) == (HALFWAY, asked.event)
    assert await waiting(outbox) == [DONE]


async def test_it_waits_until_the_reply_itself_was_sent(engine: AsyncEngine, outbox: Outbox) -> None:
    message, inbox = incoming("/herindexeer"), Inbox(engine, "test", lambda message: message)
    await inbox.receive([message], "p1")
    await edit(engine, message, HALFWAY)

    assert await waiting(outbox) == []
    await inbox.finish(message)
    assert await waiting(outbox) == [HALFWAY]


async def test_who_reacts_to_the_reply_reacts_to_what_took_its_place(
    engine: AsyncEngine, outbox: Outbox, asked: Incoming, conversations: Conversations
) -> None:
    await edit(engine, asked, DONE)
    await send_all(outbox)

    found = await Answers(engine).find("test", "e1")
    context = await conversations.context_of(incoming("1"), since=NOW)

    assert found is not None
    assert (found.reply, found.sender) == (DONE, "anna")
    assert context.memory.awaiting is not None
    assert context.memory.awaiting.doubt is Doubt.WHAT_NEXT
    assert await conversations.replies_to(asked) == (DONE,)


async def test_to_a_message_that_was_withdrawn_nothing_is_said_any_more(
    engine: AsyncEngine, outbox: Outbox, asked: Incoming, conversations: Conversations
) -> None:
    await edit(engine, asked, HALFWAY)
    await conversations.withdraw("test", asked.event)
    assert await waiting(outbox) == []

    await edit(engine, asked, DONE)

    assert await waiting(outbox) == []


async def test_what_a_correction_had_done_is_told_in_the_place_of_the_reply_to_what_was_corrected(
    engine: AsyncEngine, outbox: Outbox, asked: Incoming, conversations: Conversations
) -> None:
    corrected = incoming("/herindexeer toch", act=Act.CORRECT, target=asked.event)
    inbox, jobs = Inbox(engine, "test", lambda message: message), IndexJobs(engine)
    await inbox.receive([corrected], "p1")
    requested = RequestJob(kind=JobKind.REINDEX, forced=True)
    await conversations.keep(corrected, outcome(replies=(BEGUN,), action=requested), NOW)
    (job,) = await jobs.unfinished()

    await jobs.finish(job, {}, DONE, NOW)

    assert await waiting(outbox) == []
    await inbox.finish(corrected)
    (sent,) = await send_all(outbox)
    found = await Answers(engine).find("test", "e1")
    assert (sent.reply, sent.edits) == (DONE, asked.event)
    assert found is not None
    assert found.reply == DONE
