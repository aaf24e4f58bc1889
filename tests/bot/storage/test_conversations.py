import json
from collections.abc import Mapping
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import update
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.context import Context
from bot.conversation.progress import Phase, Progress
from bot.knelpunten.draft import Draft, Purpose
from bot.memory import Exchange, Memory
from bot.messages import Act, Citation, File, Kind, Link, Listing, Quote, QuotedLine, Reply, Text, paragraph
from bot.storage.conversations import Conversations
from bot.storage.drafts import read_draft, write_draft
from bot.storage.inbox import Inbox
from bot.storage.schema import conversation
from bot.storage.transaction import Overtaken
from tests.bot.incoming import incoming
from tests.bot.storage.samples import NOW, draft, outcome

REPLIES = (
    Reply(
        (
            paragraph("a", Link("b", "https://example.org"), Text("c", strong=True)),
            Quote((QuotedLine("d", "1.", starts_paragraph=True),)),
            Listing(((Text("e"),),), ordered=True),
        ),
        Kind.ANSWER,
        citations=(Citation("a.md", "A", "", "", "", "d"),),
        score=0.9,
    ),
)
NEW = Context(Memory())


async def test_what_was_replied_to_a_message_is_kept_as_it_was(conversations: Conversations) -> None:
    message = incoming("vraag")

    await conversations.keep(message, outcome(replies=REPLIES), NOW)

    assert await conversations.replies_to(message) == REPLIES
    assert await conversations.replies_to(incoming("andere vraag")) is None


async def test_to_a_message_whose_withdrawal_waits_nothing_is_replied(
    engine: AsyncEngine, conversations: Conversations
) -> None:
    inbox = Inbox(engine, "test", lambda message: message)
    message = incoming("acu?")
    await inbox.receive([message], None)
    assert await conversations.replies_to(message) is None

    await inbox.receive([incoming("", act=Act.WITHDRAW, target=message.event)], None)

    assert await conversations.replies_to(message) == ()
    assert await conversations.replies_to(incoming("iets anders")) is None


async def test_words_and_files_that_may_only_be_shown_are_not_kept(conversations: Conversations) -> None:
    message = incoming("mijn BSN is 111222333")
    shown = Reply(
        (paragraph(Text("111222333", kept_as="een BSN")),), files=(File("a.json", "text/json", b"{}"),)
    )

    await conversations.keep(message, outcome(replies=(shown,)), NOW)

    assert await conversations.replies_to(message) == (Reply((paragraph("een BSN"),)),)


async def test_each_person_in_each_conversation_is_remembered_apart(conversations: Conversations) -> None:
    memory = Memory(introduced=True, exchanges=(Exchange("vraag"),))
    await conversations.keep(incoming("vraag"), outcome(memory=memory, draft=draft()), NOW)

    assert await conversations.context_of(incoming("x"), since=NOW) == Context(memory, draft())
    assert await conversations.context_of(incoming("x", sender="bert"), since=NOW) == NEW
    assert await conversations.context_of(incoming("x", conversation="elders"), since=NOW) == NEW
    assert await conversations.context_of(incoming("x", channel="ander"), since=NOW) == NEW


async def test_after_an_idle_period_the_acquaintance_and_the_draft_remain(
    conversations: Conversations,
) -> None:
    memory = Memory(introduced=True, exchanges=(Exchange("vraag"),))
    await conversations.keep(incoming("vraag"), outcome(memory=memory, draft=draft()), NOW)

    later = await conversations.context_of(incoming("x"), since=NOW + timedelta(minutes=1))

    assert later == Context(Memory(introduced=True), draft(), away=True)


async def test_somebody_who_is_new_was_not_away(conversations: Conversations) -> None:
    assert not (await conversations.context_of(incoming("x"), since=NOW)).away


async def test_a_draft_is_gone_when_nothing_is_reported_any_more(conversations: Conversations) -> None:
    await conversations.keep(incoming("meld"), outcome(draft=draft()), NOW)
    await conversations.keep(incoming("weggooien"), outcome(draft=None), NOW)

    assert (await conversations.context_of(incoming("x"), since=NOW)).draft is None


async def test_a_message_that_was_handled_meanwhile_changes_nothing(conversations: Conversations) -> None:
    message = incoming("vraag")
    await conversations.keep(message, outcome(replies=REPLIES, draft=draft("eerste")), NOW)

    with pytest.raises(Overtaken):
        await conversations.keep(message, outcome(draft=draft("tweede")), NOW)

    assert await conversations.replies_to(message) == REPLIES
    assert (await conversations.context_of(message, since=NOW)).draft == draft("eerste")


@pytest.mark.parametrize(
    ("kept", "understood"),
    [
        ({"introduced": True, "mood": "vrolijk"}, Memory(introduced=True)),
        ({}, Memory()),
        ({"introduced": True, "exchanges": [{"question": "vraag"}]}, Memory(True, (Exchange("vraag"),))),
        ({"exchanges": "ooit was dit anders"}, Memory()),
        (["ooit"], Memory()),
    ],
)
async def test_what_another_version_remembered_is_no_obstacle(
    engine: AsyncEngine, conversations: Conversations, kept: Mapping[str, object], understood: Memory
) -> None:
    await conversations.keep(incoming("vraag"), outcome(), NOW)
    async with engine.begin() as connection:
        await connection.execute(update(conversation).values(memory=kept))

    assert (await conversations.context_of(incoming("x"), since=NOW)).memory == understood


@given(
    st.builds(
        Draft,
        progress=st.builds(
            Progress,
            at=st.text(),
            answers=st.dictionaries(st.text(), st.none() | st.text()),
            phase=st.sampled_from(Phase),
            editing=st.booleans(),
        ),
        purpose=st.sampled_from(Purpose),
        supported=st.none() | st.text(),
        proposed=st.lists(st.text()).map(tuple),
        related=st.lists(st.text()).map(tuple),
        attachments=st.lists(st.integers()).map(tuple),
        aside=st.none() | st.text(),
    )
)
def test_a_draft_comes_back_as_it_was_kept(kept: Draft) -> None:
    assert read_draft(json.loads(json.dumps(write_draft(kept)))) == kept


def test_a_draft_that_cannot_be_read_is_told_anew_and_stays_out_of_the_log(
    caplog: pytest.LogCaptureFixture,
) -> None:
    assert read_draft({"progress": {"at": "title", "answers": "geheim"}}) is None

    assert "a draft cannot be read" in caplog.text
    assert "geheim" not in caplog.text
