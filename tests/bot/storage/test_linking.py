import asyncio
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.actions import Action
from bot.knelpunten.actions import AddRemark, Change, GrantRole, Notice, PreferNotices, RevokeRoles
from bot.knelpunten.history import EventKind, Role
from bot.knelpunten.report import Status
from bot.linking.actions import LinkAccounts, OfferLink, UnlinkAccount
from bot.messages import Reply, paragraph
from bot.permissions import Grant
from bot.permissions import Role as Right
from bot.storage.conversations import Conversations
from bot.storage.knelpunten import Knelpunten
from bot.storage.linking import LinkedAccounts
from bot.storage.outbox import Outbox
from bot.storage.roles import Roles
from bot.storage.transaction import Overtaken
from bot.workflow.routing import Account
from tests.bot.incoming import incoming
from tests.bot.storage.samples import NOW, outcome, sending

NUMBER = "KP-2026-0001"
HASH = "a" * 64
NOTICE = Reply((paragraph("gekoppeld"),))
MATRIX = {"channel": "matrix", "conversation": "!room", "sender": "@anna:example.org"}
TELEGRAM = {"channel": "telegram", "conversation": "4711", "sender": "4711"}
TERMINAL = {"channel": "terminal", "conversation": "terminal", "sender": "anna"}
ON_MATRIX, ON_TELEGRAM, ON_TERMINAL = (
    Account(str(who["channel"]), str(who["sender"])) for who in (MATRIX, TELEGRAM, TERMINAL)
)
HANDLER = Grant(Right.HANDLER, organisations=("UWV",))


@pytest.fixture
def accounts(engine: AsyncEngine) -> LinkedAccounts:
    return LinkedAccounts(engine)


async def act(conversations: Conversations, action: Action, who: dict[str, Any]) -> None:
    await conversations.keep(incoming("/koppel", **who), outcome(action=action), NOW)


async def link(conversations: Conversations, made: dict[str, Any], typed: dict[str, Any]) -> None:
    valid_until = NOW + timedelta(minutes=10)
    await act(conversations, OfferLink(code_hash=HASH, valid_until=valid_until), made)
    await act(conversations, LinkAccounts(code_hash=HASH, notice=NOTICE), typed)


async def test_accounts_that_are_linked_belong_together_seen_from_each(
    conversations: Conversations, accounts: LinkedAccounts
) -> None:
    await link(conversations, MATRIX, TELEGRAM)
    await link(conversations, TERMINAL, TELEGRAM)

    assert await accounts.linked_to(ON_MATRIX) == (ON_TELEGRAM, ON_TERMINAL)
    assert await accounts.linked_to(ON_TELEGRAM) == (ON_MATRIX, ON_TERMINAL)
    assert await accounts.linked_to(ON_TERMINAL) == (ON_MATRIX, ON_TELEGRAM)
    assert await accounts.linked_to(Account("matrix", "4711")) == ()


async def test_where_the_code_was_made_it_is_said_once(
    conversations: Conversations, engine: AsyncEngine
) -> None:
    await link(conversations, MATRIX, TELEGRAM)

    (notice,) = await Outbox(engine).pending("matrix", 10, NOW)
    assert (notice.conversation, notice.sender, notice.reply) == (
        MATRIX["conversation"],
        MATRIX["sender"],
        NOTICE,
    )
    assert await Outbox(engine).pending("telegram", 10, NOW) == ()


async def test_a_code_links_once_also_when_two_type_it_at_the_same_time(
    conversations: Conversations, accounts: LinkedAccounts
) -> None:
    await act(conversations, OfferLink(code_hash=HASH, valid_until=NOW + timedelta(minutes=10)), MATRIX)
    typed = LinkAccounts(code_hash=HASH, notice=NOTICE)

    done = await asyncio.gather(
        *(act(conversations, typed, who) for who in (TELEGRAM, TERMINAL)), return_exceptions=True
    )

    assert sorted(map(repr, map(type, done))) == sorted([repr(type(None)), repr(Overtaken)])
    assert len(await accounts.linked_to(ON_MATRIX)) == 1


async def test_a_code_that_is_too_old_or_was_replaced_links_nothing(
    conversations: Conversations, accounts: LinkedAccounts
) -> None:
    await act(conversations, OfferLink(code_hash="b" * 64, valid_until=NOW + timedelta(minutes=10)), MATRIX)
    await act(conversations, OfferLink(code_hash=HASH, valid_until=NOW), MATRIX)

    for code_hash in ("b" * 64, HASH):
        assert await accounts.offered_with(code_hash, NOW) is None
        with pytest.raises(Overtaken):
            await act(conversations, LinkAccounts(code_hash=code_hash, notice=NOTICE), TELEGRAM)


async def test_an_account_is_not_linked_to_itself_or_twice_and_the_code_stays(
    conversations: Conversations, accounts: LinkedAccounts
) -> None:
    await link(conversations, MATRIX, TELEGRAM)
    await act(conversations, OfferLink(code_hash=HASH, valid_until=NOW + timedelta(minutes=10)), MATRIX)

    for who in (MATRIX, TELEGRAM):
        with pytest.raises(Overtaken):
            await act(conversations, LinkAccounts(code_hash=HASH, notice=NOTICE), who)

    assert await accounts.offered_with(HASH, NOW) == ON_MATRIX


async def test_an_account_is_taken_apart_from_the_others_only(
    conversations: Conversations, accounts: LinkedAccounts
) -> None:
    await link(conversations, MATRIX, TELEGRAM)
    await link(conversations, TERMINAL, TELEGRAM)

    await act(conversations, UnlinkAccount(), MATRIX)

    assert await accounts.linked_to(ON_MATRIX) == ()
    assert await accounts.linked_to(ON_TELEGRAM) == (ON_TERMINAL,)
    await act(conversations, UnlinkAccount(), TERMINAL)
    for who in (MATRIX, TELEGRAM, TERMINAL):
        with pytest.raises(Overtaken):
            await act(conversations, UnlinkAccount(), who)


async def test_what_was_reported_on_one_account_is_of_the_person_on_both(
    conversations: Conversations, knelpunten: Knelpunten
) -> None:
    await conversations.keep(incoming("versturen", **MATRIX), sending(NUMBER), NOW)
    await conversations.keep(incoming("versturen", **TELEGRAM), sending("KP-2026-0002"), NOW)
    await link(conversations, MATRIX, TELEGRAM)

    await act(conversations, AddRemark(number=NUMBER, text="Nog steeds"), TELEGRAM)

    for account in (ON_MATRIX, ON_TELEGRAM):
        found = await knelpunten.of_person(account.channel, account.person)
        assert [one.number for one in found] == ["KP-2026-0002", NUMBER]
    assert await knelpunten.takes_part(NUMBER, "telegram", "4711") is Role.REPORTER
    assert (await knelpunten.history(NUMBER))[-1].by is Role.REPORTER
    assert await knelpunten.of_person("telegram", "@anna:example.org") == ()


async def test_who_changes_a_knelpunt_is_told_on_none_of_their_accounts(
    conversations: Conversations, engine: AsyncEngine
) -> None:
    await conversations.keep(incoming("versturen", **MATRIX), sending(NUMBER), NOW)
    await link(conversations, MATRIX, TELEGRAM)
    said = Reply((paragraph("veranderd"),))

    async def change(seen: Status, to: Status, who: dict[str, Any]) -> None:
        change = Change(
            number=NUMBER,
            seen=seen,
            kind=EventKind.CHANGED,
            data={"status": to},
            by=Role.HANDLER,
            told_from=NOW,
            notices=(Notice(reply=said, to=frozenset({Role.REPORTER})),),
        )
        await act(conversations, change, who)

    async def told() -> list[str]:
        pending = await Outbox(engine).pending("matrix", 10, NOW)
        return [one.sender for one in pending if one.reply == said]

    await change(Status.RECEIVED, Status.IN_PROGRESS, TELEGRAM)
    assert await told() == []
    await change(Status.IN_PROGRESS, Status.SOLVED, TERMINAL)
    assert await told() == ["@anna:example.org"]
    await act(conversations, PreferNotices(wanted=False), TELEGRAM)
    await change(Status.SOLVED, Status.IN_PROGRESS, TERMINAL)
    assert await told() == ["@anna:example.org"]


async def test_a_role_of_one_account_is_of_the_person_on_both_and_is_taken_from_both(
    conversations: Conversations, engine: AsyncEngine
) -> None:
    admin = Grant(Right.ADMIN)
    roles = Roles(engine, {("matrix", "@anna:example.org"): [admin]})
    given = GrantRole(channel="telegram", person="4711", grant=HANDLER)
    await act(conversations, given, TERMINAL)
    await link(conversations, MATRIX, TELEGRAM)

    for account in (ON_MATRIX, ON_TELEGRAM):
        assert await roles.of(account.channel, account.person) == (admin, HANDLER)

    limited = Grant(Right.HANDLER, organisations=("SVB",))
    await act(conversations, GrantRole(channel="matrix", person="@anna:example.org", grant=limited), TERMINAL)
    assert await roles.of("telegram", "4711") == (admin, limited)
    await act(conversations, RevokeRoles(channel="telegram", person="4711"), TERMINAL)
    assert await roles.of("matrix", "@anna:example.org") == (admin,)
    await act(conversations, UnlinkAccount(), TELEGRAM)
    assert await roles.of("telegram", "4711") == ()
