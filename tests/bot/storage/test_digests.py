"""What those who treat knelpunten are told in the morning: once, where they are, and only what is theirs."""

import asyncio
import sys
from collections import Counter
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.knelpunten.actions import Change, ForgetPerson, GrantRole, PreferNotices, RevokeRoles
from bot.knelpunten.history import EventKind, Role
from bot.knelpunten.report import Status
from bot.linking.actions import LinkAccounts, OfferLink
from bot.messages import Reply, paragraph
from bot.outcome import PrivilegedUse
from bot.permissions import Grant
from bot.permissions import Role as ProgrammeRole
from bot.rendering.plain import render
from bot.storage.conversations import Conversations
from bot.storage.database import open_database
from bot.storage.digests import Digests, note_place
from bot.storage.knelpunten import Knelpunten
from bot.storage.moving import Moving
from bot.storage.outbox import Outbox
from bot.storage.roles import Roles, change_roles
from bot.storage.transaction import writing
from bot.workflow.daily_digest import DailyDigest
from bot.workflow.quiet_hours import QuietHours
from bot.workflow.routing import Account
from tests.bot.incoming import incoming
from tests.bot.storage.samples import outcome, report, sending

FRIDAY = datetime(2026, 1, 2, 12, tzinfo=UTC)
MONDAY = datetime(2026, 1, 5, 7, 5, tzinfo=UTC)
"""The first moment of that day at which people are told."""

DAY, HOUR = timedelta(days=1), timedelta(hours=1)
TREATS = outcome(use=PrivilegedUse("knelpunten", None, allowed=True))
OF_UWV = Grant(ProgrammeRole.HANDLER, organisations=("UWV",))
NUMBER = "KP-2026-0001"


def digest_on(engine: AsyncEngine) -> DailyDigest:
    fixed = {("test", "hanna"): [Grant(ProgrammeRole.HANDLER)], ("test", "bram"): [OF_UWV]}
    quiet = QuietHours(begin=20, end=8)
    return DailyDigest(Knelpunten(engine), Roles(engine, fixed), Digests(engine), (), quiet)


@pytest.fixture
def digest(engine: AsyncEngine) -> DailyDigest:
    return digest_on(engine)


@pytest.fixture(autouse=True)
async def known(conversations: Conversations) -> None:
    """Two who treat knelpunten used a command for that on Friday."""
    for sender in ("hanna", "bram"):
        message = incoming("/knelpunten", sender=sender, conversation=f"kamer van {sender}")
        await conversations.keep(message, TREATS, FRIDAY)


async def send(conversations: Conversations, at: datetime, number: str = NUMBER, **told: str) -> None:
    await conversations.keep(incoming("versturen"), sending(number, report(**told)), at)


async def told(engine: AsyncEngine, sender: str = "hanna") -> list[tuple[str, str]]:
    """What somebody was told, and where."""
    pending = await Outbox(engine).pending("test", 1000, MONDAY + 999 * DAY)
    return [(one.conversation, render(one.reply)) for one in pending if one.sender == sender]


async def test_who_treats_knelpunten_is_told_what_is_new_once_a_day(
    engine: AsyncEngine, digest: DailyDigest, conversations: Conversations
) -> None:
    await send(conversations, FRIDAY + HOUR)

    sent = [await digest.send(MONDAY + minutes * timedelta(minutes=5)) for minutes in range(100)]

    assert sent == [1] + [0] * 99
    ((place, said),) = await told(engine)
    assert place == "kamer van hanna"
    assert f"{NUMBER}: Brief komt te laat (Gemeente Almere)" in said
    assert await told(engine, "bram") == []


async def test_what_comes_during_the_day_is_told_the_next_morning(
    engine: AsyncEngine, digest: DailyDigest, conversations: Conversations
) -> None:
    assert await digest.send(MONDAY) == 0
    await send(conversations, MONDAY + HOUR)
    assert await digest.send(MONDAY + 2 * HOUR) == 0

    assert await digest.send(MONDAY + DAY) == 1
    assert await digest.send(MONDAY + 2 * DAY) == 0


async def test_in_the_weekend_nobody_is_told_anything(
    digest: DailyDigest, conversations: Conversations
) -> None:
    await send(conversations, FRIDAY + HOUR)

    assert [await digest.send(MONDAY - days * DAY) for days in (2, 1, 0)] == [0, 0, 1]


async def test_what_was_told_late_is_not_told_again(
    digest: DailyDigest, conversations: Conversations
) -> None:
    await send(conversations, FRIDAY + HOUR)

    assert await digest.send(MONDAY + 8 * HOUR) == 1
    assert await digest.send(MONDAY + DAY) == 0


async def test_people_are_told_where_they_last_treated_knelpunten(
    engine: AsyncEngine, digest: DailyDigest, conversations: Conversations
) -> None:
    elsewhere = incoming("/knelpunten", sender="hanna", conversation="andere kamer")
    await conversations.keep(elsewhere, TREATS, FRIDAY + HOUR)
    refused = outcome(use=PrivilegedUse("rol", None, allowed=False))
    await conversations.keep(incoming("/rol", sender="hanna", conversation="derde"), refused, FRIDAY + HOUR)
    await send(conversations, FRIDAY + 2 * HOUR)
    await Moving(engine).move("test", "andere kamer", "nieuwe kamer")

    await digest.send(MONDAY)

    assert [place for place, _ in await told(engine)] == ["nieuwe kamer"]


async def test_who_has_two_accounts_is_told_on_one(
    engine: AsyncEngine, digest: DailyDigest, conversations: Conversations
) -> None:
    await conversations.keep(incoming("/knelpunten", sender="hanna thuis"), TREATS, FRIDAY)
    offer = OfferLink(code_hash="code", valid_until=FRIDAY + DAY)
    link = LinkAccounts(code_hash="code", notice=Reply((paragraph("Gekoppeld"),)))
    await conversations.keep(incoming("/koppel", sender="hanna"), outcome(action=offer), FRIDAY)
    await conversations.keep(incoming("/koppel", sender="hanna thuis"), outcome(action=link), FRIDAY)
    await send(conversations, FRIDAY + HOUR)

    assert await digest.send(MONDAY) == 1

    await conversations.keep(incoming("/knelpunten", sender="hanna thuis"), TREATS, MONDAY + HOUR)
    await send(conversations, MONDAY + HOUR, "KP-2026-0002")
    assert await digest.send(MONDAY + DAY) == 1
    ((_, said),) = await told(engine, "hanna thuis")
    assert "KP-2026-0002" in said
    assert NUMBER not in said


async def test_who_does_not_want_to_hear_it_is_not_told_later_either(
    engine: AsyncEngine, digest: DailyDigest, conversations: Conversations
) -> None:
    async def prefer(at: datetime, *, wanted: bool) -> None:
        message = incoming("/berichten", sender="hanna", conversation="elders")
        await conversations.keep(message, outcome(action=PreferNotices(wanted=wanted)), at)

    await send(conversations, FRIDAY + HOUR)
    await prefer(FRIDAY + HOUR, wanted=False)
    assert await digest.send(MONDAY) == 0

    await prefer(MONDAY + HOUR, wanted=True)
    await send(conversations, MONDAY + HOUR, "KP-2026-0002")
    assert [await digest.send(MONDAY + 2 * HOUR), await digest.send(MONDAY + DAY)] == [0, 1]
    ((_, said),) = await told(engine)
    assert NUMBER not in said


async def test_who_has_no_role_any_more_is_told_nothing_and_not_known_either(
    engine: AsyncEngine, digest: DailyDigest, conversations: Conversations
) -> None:
    given = GrantRole(channel="test", person="eva", grant=Grant(ProgrammeRole.DIRECTORATE))
    await conversations.keep(incoming("/rol"), outcome(action=given), FRIDAY)
    await conversations.keep(incoming("/knelpunten", sender="eva"), TREATS, FRIDAY)
    await send(conversations, FRIDAY + HOUR)
    assert await digest.send(MONDAY) == 2

    await conversations.keep(
        incoming("/rol"), outcome(action=RevokeRoles(channel="test", person="eva")), MONDAY
    )
    await send(conversations, MONDAY + HOUR, "KP-2026-0002")
    assert await digest.send(MONDAY + DAY) == 1

    assert len(await told(engine, "eva")) == 1
    assert Account("test", "eva") not in [one.account for one in await Digests(engine).told()]


async def test_who_is_forgotten_is_told_nothing(
    engine: AsyncEngine, digest: DailyDigest, conversations: Conversations
) -> None:
    await conversations.keep(incoming("ja", sender="hanna"), outcome(action=ForgetPerson()), FRIDAY + HOUR)
    await send(conversations, FRIDAY + HOUR)

    assert await digest.send(MONDAY) == 0
    assert await told(engine) == []


async def test_an_answer_is_told_to_who_asked(
    engine: AsyncEngine, digest: DailyDigest, conversations: Conversations
) -> None:
    def change(kind: EventKind, seen: Status, to: Status, by: Role) -> Change:
        data = {"status": to, "text": "Hoe vaak?", "why": ""}
        return Change(number=NUMBER, seen=seen, kind=kind, data=data, by=by, told_from=FRIDAY)

    await send(conversations, FRIDAY, organisation="UWV")
    for sender, made in (
        ("bram", change(EventKind.CHANGED, Status.RECEIVED, Status.IN_PROGRESS, Role.HANDLER)),
        ("bram", change(EventKind.ASKED, Status.IN_PROGRESS, Status.ASKED, Role.HANDLER)),
        ("anna", change(EventKind.ANSWERED, Status.ASKED, Status.IN_PROGRESS, Role.REPORTER)),
    ):
        await conversations.keep(incoming("x", sender=sender), outcome(action=made), FRIDAY + HOUR)

    assert await digest.send(MONDAY) == 1
    ((_, said),) = await told(engine, "bram")
    assert NUMBER in said
    assert "geantwoord" in said


async def test_two_processes_at_once_tell_everybody_once(
    engine: AsyncEngine, database_url: str, conversations: Conversations
) -> None:
    await send(conversations, FRIDAY + HOUR, organisation="UWV")
    other = await open_database(database_url)

    sent = await asyncio.gather(*(digest_on(one).send(MONDAY) for one in (engine, other) * 3))

    await other.dispose()
    assert sum(sent) == 2
    assert [len(await told(engine, sender)) for sender in ("hanna", "bram")] == [1, 1]


async def test_killed_and_run_again_it_tells_everybody_once(
    engine: AsyncEngine, database_url: str, conversations: Conversations
) -> None:
    everybody = await _many_who_treat(engine)
    await send(conversations, FRIDAY + HOUR)
    command = (sys.executable, "-m", "tests.bot.storage.digest_process", database_url)
    process = await asyncio.create_subprocess_exec(*command)

    await _one_is_told(engine)
    process.kill()
    await process.wait()
    reached = len(await Outbox(engine).pending("test", 1000, MONDAY))
    await digest_on(engine).send(MONDAY + HOUR)

    assert 0 < reached < len(everybody)
    pending = await Outbox(engine).pending("test", 1000, MONDAY)
    assert Counter(one.sender for one in pending) == Counter(everybody)


async def _many_who_treat(engine: AsyncEngine) -> Sequence[str]:
    given = [f"directie {number}" for number in range(60)]
    async with writing(engine) as connection:
        for sender in given:
            role = GrantRole(channel="test", person=sender, grant=Grant(ProgrammeRole.DIRECTORATE))
            await change_roles(connection, role, FRIDAY)
            await note_place(connection, incoming("/knelpunten", sender=sender), FRIDAY)
    return [*given, "hanna"]


async def _one_is_told(engine: AsyncEngine) -> None:
    async with asyncio.timeout(60):
        while True:
            if await Outbox(engine).pending("test", 1, MONDAY):
                return
            await asyncio.sleep(0.001)
