from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.knelpunten.actions import ForgetPerson
from bot.memory import Exchange, Memory
from bot.messages import Act, Choice, Citation, Incoming, Kind, Reply, paragraph
from bot.storage.answers import Answers
from bot.storage.conversations import Conversations
from bot.storage.draft_expiry import DraftNotices
from bot.storage.feedback import Feedback
from bot.storage.inbox import Inbox
from bot.storage.moving import Moving
from bot.storage.retention import Periods, Retention
from bot.storage.schema import feedback, handled_event, sent_event
from tests.bot.incoming import incoming
from tests.bot.storage.samples import NOW, draft, outcome

SECOND = timedelta(seconds=1)
CITATION = Citation(document="a.pdf", title="A", section="", url="", date="", quote="a")
ANSWER = Reply((paragraph("antwoord"),), Kind.ANSWER, (Choice("Ja", "ja"),), (CITATION, CITATION), 0.7)
NOTICE = Reply((paragraph("let op"),), Kind.NOTICE)


@pytest.fixture
def answers(engine: AsyncEngine) -> Answers:
    return Answers(engine)


async def answer(conversations: Conversations, answers: Answers, message: Incoming, *replies: Reply) -> None:
    """Answer a question; the first reply is the events e1 and e2."""
    memory = Memory().with_exchange(Exchange("wat is de ACU?", ("a#1",), message.event))
    await conversations.keep(message, outcome(replies=replies or (ANSWER,), memory=memory), message.sent_at)
    await answers.note("test", message.event, 0, ["e1", "e2"], NOW)


async def test_a_reply_is_found_again_by_each_of_its_events(conversations: Conversations, answers: Answers):
    message = incoming("acu?")
    await answer(conversations, answers, message)

    for event in ("e1", "e2"):
        found = await answers.find("test", event)
        assert found is not None
        assert (found.cause, found.conversation, found.sender) == (message.event, "room", "anna")
        assert (found.question, found.reply) == ("wat is de ACU?", ANSWER)
    assert await answers.events_of("test", message.event) == {0: ("e1", "e2")}
    assert await answers.find("test", "e3") is None


async def test_noted_again_a_reply_is_its_new_events(conversations: Conversations, answers: Answers):
    message = incoming("acu?")
    await answer(conversations, answers, message)

    await answers.note("test", message.event, 0, ["e1", "e3"], NOW)

    assert await answers.events_of("test", message.event) == {0: ("e1", "e3")}


async def test_a_reply_is_the_latest_until_something_else_than_a_notice_is_said(
    conversations: Conversations, answers: Answers
):
    message = incoming("acu?")
    await answer(conversations, answers, message)
    found = await answers.find("test", "e1")
    assert found is not None

    await conversations.keep_replies(incoming("x"), (NOTICE,), message.sent_at + SECOND)
    await conversations.keep(
        incoming("x", sender="bob"), outcome(replies=(ANSWER,)), message.sent_at + SECOND
    )
    assert await answers.is_open(found, "test")

    await conversations.keep(incoming("en de MCU?"), outcome(replies=(ANSWER,)), message.sent_at + SECOND)
    assert not await answers.is_open(found, "test")


async def test_a_correction_takes_the_place_of_what_was_replied(
    conversations: Conversations, answers: Answers
):
    message = incoming("acu?")
    await answer(conversations, answers, message)
    corrected = incoming("mcu?", act=Act.CORRECT, target=message.event)
    other = replace(ANSWER, blocks=(paragraph("ander antwoord"),))
    memory = Memory().with_exchange(Exchange("wat is de MCU?", (), message.event))

    await conversations.keep(corrected, outcome(replies=(other,), memory=memory), NOW)

    found = await answers.find("test", "e1")
    assert found is not None
    assert (found.reply, found.question) == (other, "wat is de MCU?")
    assert await answers.is_open(found, "test")


async def test_it_is_known_where_a_message_was_said_that_waits_or_was_answered(
    engine: AsyncEngine, conversations: Conversations, answers: Answers
):
    inbox = Inbox(engine, "test", lambda message: message)
    message = incoming("acu?")
    await inbox.receive([message], None)
    waiting = await answers.taken_up("test", message.event)
    await answer(conversations, answers, message)
    await inbox.finish(message)
    answered = await answers.taken_up("test", message.event)

    assert waiting == answered
    assert waiting is not None
    assert (waiting.conversation, waiting.sender) == ("room", "anna")
    assert await answers.taken_up("test", "nooit gezien") is None


async def test_what_is_withdrawn_is_forgotten(conversations: Conversations, answers: Answers):
    message = incoming("acu?")
    await answer(conversations, answers, message)

    await conversations.withdraw("test", message.event)

    assert await conversations.replies_to(message) == ()
    assert (await conversations.context_of(message, since=message.sent_at)).memory.exchanges == ()
    assert await answers.find("test", "e1") is None


async def test_a_person_who_is_forgotten_leaves_no_events(
    engine: AsyncEngine, conversations: Conversations, answers: Answers
):
    await answer(conversations, answers, incoming("acu?"))

    await conversations.keep(incoming("ja"), outcome(action=ForgetPerson()), NOW)

    async with engine.connect() as connection:
        assert (await connection.execute(select(sent_event))).all() == []
        assert set(await connection.scalars(select(handled_event.c.question))) == {None}


async def test_an_opinion_is_kept_once_and_can_be_taken_back(
    engine: AsyncEngine, conversations: Conversations, answers: Answers
):
    await answer(conversations, answers, incoming("acu?"))
    found = await answers.find("test", "e1")
    assert found is not None
    thumb = incoming("👍", act=Act.REACT, target="e1")

    for _ in range(2):
        await Feedback(engine).give(thumb, found, NOW, helpful=True)

    async with engine.connect() as connection:
        (row,) = (await connection.execute(select(feedback))).all()
    assert (row.helpful, row.question, row.kind, row.documents, row.score) == (
        True,
        "wat is de ACU?",
        "answer",
        ["a.pdf"],
        0.7,
    )
    await Feedback(engine).take_back("test", thumb.event)
    async with engine.connect() as connection:
        assert (await connection.execute(select(feedback))).all() == []


async def test_after_a_while_events_go_and_an_opinion_stays_without_its_reaction(
    engine: AsyncEngine, conversations: Conversations, answers: Answers
):
    await answer(conversations, answers, incoming("acu?"))
    found = await answers.find("test", "e1")
    assert found is not None
    await Feedback(engine).give(incoming("👎"), found, NOW, helpful=False)
    day = timedelta(days=1)
    periods = Periods(draft=30 * day, draft_warning=7 * day, conversation=day, messages=10 * day, link=day)
    said = DraftNotices(warning=lambda *_: NOTICE, expired=lambda *_: NOTICE)

    await Retention(engine, periods, said).apply(NOW + 11 * day)

    async with engine.connect() as connection:
        assert (await connection.execute(select(sent_event))).all() == []
        (row,) = (await connection.execute(select(feedback))).all()
    assert (row.event, row.helpful) == (None, False)


async def test_a_conversation_that_moves_takes_memory_and_draft_along(
    engine: AsyncEngine, conversations: Conversations
):
    await conversations.keep(incoming("meld"), outcome(draft=draft()), NOW)
    await conversations.keep(incoming("hallo", sender="bob"), outcome(), NOW)
    there = incoming("hallo", sender="bob", conversation="nieuw")
    await conversations.keep(there, outcome(memory=Memory(introduced=False)), NOW)

    for _ in range(2):
        await Moving(engine).move("test", "room", "nieuw")

    moved = await conversations.context_of(incoming("x", conversation="nieuw"), since=NOW)
    assert moved.draft is not None
    assert moved.memory.introduced
    assert not (await conversations.context_of(there, since=NOW)).memory.introduced
    assert (await conversations.context_of(incoming("x"), since=NOW)).draft is None
