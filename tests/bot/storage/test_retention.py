import asyncio
from dataclasses import astuple
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.knelpunten.actions import AddRemark, GrantRole, PreferNotices
from bot.knelpunten.draft import Draft
from bot.linking.actions import OfferLink
from bot.memory import Memory
from bot.messages import Reply, paragraph
from bot.outcome import PrivilegedUse
from bot.permissions import Grant, Role
from bot.reindexing.actions import JobKind, RequestJob
from bot.storage.answer_queue import AnswerQueue, Tried
from bot.storage.attachments import Attachments
from bot.storage.conversations import Conversations
from bot.storage.draft_expiry import DraftNotices
from bot.storage.forgetting import forget_person
from bot.storage.inbox import Inbox
from bot.storage.index_jobs import IndexJobs
from bot.storage.knelpunten import Knelpunten
from bot.storage.news import News
from bot.storage.outbox import Outbox
from bot.storage.retention import Periods, Retention
from bot.storage.roles import Roles
from bot.storage.schema import inbox as inbox_table
from bot.storage.schema import notice_preference, privileged_act
from bot.storage.transaction import writing
from tests.bot.incoming import incoming
from tests.bot.storage.samples import NOW, ON_POSTGRESQL, ON_SQLITE, draft, on_disk, outcome, sending

PERIODS = Periods(
    draft=timedelta(days=30),
    draft_warning=timedelta(days=7),
    conversation=timedelta(days=10),
    messages=timedelta(days=60),
    link=timedelta(days=365),
)
NUMBER = "KP-2026-0001"
DAY = timedelta(days=1)
MOMENT = timedelta(seconds=1)


def warning(told: Draft, expires_at: datetime) -> Reply:
    return Reply((paragraph(f"{told.progress.answers['description']} vervalt op {expires_at:%d-%m}"),))


def expired(told: Draft) -> Reply:
    return Reply((paragraph(f"{told.progress.answers['description']} is vervallen"),))


@pytest.fixture
def retention(engine: AsyncEngine) -> Retention:
    return Retention(engine, PERIODS, DraftNotices(warning=warning, expired=expired))


async def notices(engine: AsyncEngine) -> list[str]:
    pending = await Outbox(engine).pending("test", 100, NOW)
    return [outgoing.reply.blocks[0].spans[0].text for outgoing in pending]  # type: ignore[union-attr]


async def has_draft(conversations: Conversations) -> bool:
    return (await conversations.context_of(incoming("x"), since=NOW)).draft is not None


async def test_nothing_is_removed_from_a_database_without_anything_old(
    retention: Retention, conversations: Conversations
) -> None:
    await conversations.keep(incoming("versturen"), sending(), NOW)
    await conversations.keep(incoming("meld"), outcome(draft=draft()), NOW)

    assert set(astuple(await retention.apply(NOW + 9 * DAY))) == {0}


async def test_a_draft_expires_after_a_warning(
    engine: AsyncEngine, retention: Retention, conversations: Conversations
) -> None:
    await conversations.keep(incoming("meld"), outcome(draft=draft("Brief")), NOW)

    await retention.apply(NOW + 23 * DAY - MOMENT)
    assert await notices(engine) == []
    await retention.apply(NOW + 23 * DAY)
    await retention.apply(NOW + 24 * DAY)
    assert await notices(engine) == ["Brief vervalt op 31-01"]

    await retention.apply(NOW + 30 * DAY - MOMENT)
    assert await has_draft(conversations)
    await retention.apply(NOW + 30 * DAY)
    assert not await has_draft(conversations)
    assert await notices(engine) == ["Brief vervalt op 31-01", "Brief is vervallen"]


async def test_a_draft_does_not_expire_before_its_warning_had_its_time(
    engine: AsyncEngine, retention: Retention, conversations: Conversations
) -> None:
    await conversations.keep(incoming("meld"), outcome(draft=draft("Brief")), NOW)

    await retention.apply(NOW + 50 * DAY)
    assert await notices(engine) == ["Brief vervalt op 27-02"]
    await retention.apply(NOW + 57 * DAY - MOMENT)
    assert await has_draft(conversations)
    await retention.apply(NOW + 57 * DAY)
    assert not await has_draft(conversations)


async def test_a_draft_that_somebody_goes_on_with_starts_anew(
    engine: AsyncEngine, retention: Retention, conversations: Conversations
) -> None:
    await conversations.keep(incoming("meld"), outcome(draft=draft("Brief")), NOW)
    await retention.apply(NOW + 23 * DAY)

    await conversations.keep(incoming("verder"), outcome(draft=draft("Aanslag")), NOW + 24 * DAY)
    await retention.apply(NOW + 40 * DAY)
    await retention.apply(NOW + 47 * DAY)

    assert await notices(engine) == ["Brief vervalt op 31-01", "Aanslag vervalt op 24-02"]


async def test_talking_about_something_else_does_not_prolong_a_draft(
    retention: Retention, conversations: Conversations
) -> None:
    await conversations.keep(incoming("meld"), outcome(draft=draft()), NOW)
    await retention.apply(NOW + 23 * DAY)
    await conversations.keep(incoming("vraag"), outcome(draft=draft()), NOW + 29 * DAY)

    await retention.apply(NOW + 30 * DAY)

    assert not await has_draft(conversations)


async def test_files_go_with_their_draft_and_those_without_one_too(
    engine: AsyncEngine, retention: Retention, conversations: Conversations
) -> None:
    attachments = Attachments(engine)
    file = await attachments.add_to_draft(incoming("x"), 0, "a", "image/png", b"")
    await conversations.keep(incoming("x"), outcome(draft=draft(attachments=(file,))), NOW)
    left_over = await attachments.add_to_draft(incoming("x", sender="bert"), 0, "b", "image/png", b"")
    (stored,) = await attachments.of_ids([left_over])

    await retention.apply(NOW + 23 * DAY)
    await retention.apply(NOW + 30 * DAY)
    assert await attachments.of_ids([file]) == ()

    await retention.apply(stored.added_at + 31 * DAY)
    assert await attachments.of_ids([left_over]) == ()


async def test_a_conversation_is_forgotten_but_not_its_draft(
    retention: Retention, conversations: Conversations
) -> None:
    await conversations.keep(incoming("meld"), outcome(draft=draft()), NOW)

    applied = await retention.apply(NOW + 11 * DAY)

    assert applied.conversations == 1
    context = await conversations.context_of(incoming("x"), since=NOW + 11 * DAY)
    assert context.memory == Memory()
    assert context.draft == draft()
    assert context.away


async def test_messages_and_replies_go_after_their_period_unless_they_wait(
    engine: AsyncEngine, retention: Retention, conversations: Conversations
) -> None:
    inbox = Inbox(engine, "test", lambda message: message)
    answered, waiting = incoming("een"), incoming("twee")
    await inbox.receive([answered, waiting], "p1")
    await inbox.finish(answered)
    await conversations.keep(answered, outcome(), NOW)
    finished_at = await _finished_at(engine)

    applied = await retention.apply(max(finished_at, NOW) + 61 * DAY)

    assert (applied.messages, applied.replies) == (1, 1)
    assert await inbox.pending() == [waiting]
    assert await conversations.replies_to(answered) is None


@ON_POSTGRESQL
async def test_what_was_left_in_the_queue_goes_and_what_is_being_answered_is_not_waited_for(
    engine: AsyncEngine, retention: Retention
) -> None:
    queue = AnswerQueue(engine, News(engine))
    taken, left = incoming("een"), incoming("twee")
    await queue.put(taken, None)
    await queue.put(left, None)

    async with queue.next() as claim, asyncio.timeout(5):
        assert claim.message == taken
        await retention.apply(datetime.now(UTC) + 2 * DAY)

        assert await queue.look(taken) is Tried.WAITING
        assert await queue.look(left) is Tried.GONE


async def test_who_takes_part_is_forgotten_when_nothing_happens_for_long(
    retention: Retention, conversations: Conversations, knelpunten: Knelpunten
) -> None:
    await conversations.keep(incoming("versturen"), sending("KP-2026-0001"), NOW)
    await conversations.keep(incoming("versturen"), sending("KP-2026-0002"), NOW)
    remark = AddRemark(number="KP-2026-0002", text="Nog steeds")
    await conversations.keep(incoming("x"), outcome(action=remark), NOW + 100 * DAY)

    applied = await retention.apply(NOW + 366 * DAY)

    assert applied.links == 1
    assert [found.number for found in await knelpunten.of_person("test", "anna")] == ["KP-2026-0002"]
    assert await knelpunten.find("KP-2026-0001")


async def test_a_code_that_links_accounts_is_removed_when_it_is_no_longer_good(
    retention: Retention, conversations: Conversations
) -> None:
    offer = OfferLink(code_hash="a" * 64, valid_until=NOW + 10 * MOMENT)
    await conversations.keep(incoming("/koppel"), outcome(action=offer), NOW)

    applied = [await retention.apply(NOW + seconds * MOMENT) for seconds in (9, 10)]

    assert [one.codes for one in applied] == [0, 1]


async def test_who_used_a_role_is_forgotten_in_time_and_that_it_was_used_is_not(
    engine: AsyncEngine, retention: Retention, conversations: Conversations
) -> None:
    await conversations.keep(incoming("x"), outcome(use=PrivilegedUse("neem", NUMBER, allowed=True)), NOW)
    refused = outcome(use=PrivilegedUse("zet", NUMBER, allowed=False))
    await conversations.keep(incoming("x", sender="bert"), refused, NOW + DAY)
    acts = select(privileged_act.c.sender, privileged_act.c.command, privileged_act.c.allowed).order_by(
        privileged_act.c.id
    )

    for moment, (first, second) in {
        NOW + 365 * DAY: ("anna", "bert"),
        NOW + 365 * DAY + MOMENT: (None, "bert"),
        NOW + 366 * DAY + MOMENT: (None, None),
    }.items():
        await retention.apply(moment)

        async with engine.connect() as connection:
            kept = [tuple(row) for row in await connection.execute(acts)]
        assert kept == [(first, "neem", True), (second, "zet", False)]


async def test_who_had_the_index_made_anew_is_forgotten_in_time(
    engine: AsyncEngine, retention: Retention, conversations: Conversations
) -> None:
    asked = outcome(action=RequestJob(kind=JobKind.REINDEX))
    await conversations.keep(incoming("/herindexeer"), asked, NOW)
    jobs = IndexJobs(engine)
    job = await jobs.first()
    assert job
    await jobs.finish(job, {}, Reply((paragraph("Klaar."),)), NOW)

    for moment, sender in {NOW + 60 * DAY: "anna", NOW + 60 * DAY + MOMENT: None}.items():
        await retention.apply(moment)

        (kept,) = await jobs.last_finished(1)
        assert kept.sender == sender


async def test_a_role_stays_until_it_is_taken_back(
    engine: AsyncEngine, retention: Retention, conversations: Conversations
) -> None:
    given = GrantRole(channel="test", person="anna", grant=Grant(Role.HANDLER, ("UWV",)))
    await conversations.keep(incoming("/rol", sender="bert"), outcome(action=given), NOW)

    await retention.apply(NOW + 9999 * DAY)

    assert await Roles(engine, {}).of("test", "anna") == (Grant(Role.HANDLER, ("UWV",)),)


async def test_that_somebody_wants_no_notices_is_kept_as_long_as_they_are_known(
    engine: AsyncEngine, retention: Retention, conversations: Conversations
) -> None:
    silence = outcome(action=PreferNotices(wanted=False))
    await conversations.keep(incoming("versturen"), sending(NUMBER), NOW)
    for sender in ("anna", "bert"):
        await conversations.keep(incoming("/berichten uit", sender=sender), silence, NOW)
    people = select(notice_preference.c.sender).order_by(notice_preference.c.sender)

    for moment, known in {
        NOW + 10 * DAY: ["anna", "bert"],
        NOW + 10 * DAY + MOMENT: ["anna"],
        NOW + 365 * DAY + MOMENT: [],
    }.items():
        await retention.apply(moment)

        async with engine.connect() as connection:
            assert [*await connection.scalars(people)] == known


async def _finished_at(engine: AsyncEngine) -> datetime:
    async with engine.connect() as connection:
        moment = await connection.scalar(select(func.max(inbox_table.c.finished_at)))
    assert isinstance(moment, datetime)
    return moment


@ON_SQLITE
async def test_what_was_removed_just_before_a_crash_is_erased_from_the_log(
    engine: AsyncEngine, retention: Retention, conversations: Conversations, database_file: Path
) -> None:
    message = incoming("x")
    await conversations.keep(message, outcome(draft=draft("Concept dat weg moet")), NOW)
    async with writing(engine) as connection:
        await forget_person(connection, message)
    assert on_disk("weg moet", database_file.parent)

    await retention.apply(NOW)

    assert on_disk("weg moet", database_file.parent) == []
