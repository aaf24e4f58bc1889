"""Somebody has two accounts on two channels, and has them count as one."""

import asyncio
import json
import re
from datetime import UTC, datetime

import pytest
from sqlalchemy import select, update

from bot.knelpunten.actions import GrantRole
from bot.messages import Reply
from bot.permissions import Grant, Role
from bot.rendering.plain import render
from bot.storage.conversations import Conversations
from bot.storage.knelpunten import Knelpunten
from bot.storage.outbox import Outbox
from bot.storage.schema import handled_event, link_code, linked_account
from bot.wording import commands as command_words
from bot.wording import linking as words
from bot.wording.workflow import not_allowed
from tests.bot.incoming import incoming
from tests.bot.storage.samples import NOW, on_disk, outcome
from tests.bot.talk import Talk
from tests.bot.years import YEAR

NUMBER = f"KP-{YEAR}-0001"
MATRIX = {"channel": "matrix", "conversation": "!room", "sender": "@anna:example.org"}
TELEGRAM = {"channel": "telegram", "conversation": "4711", "sender": "4711"}
OTHER = {"channel": "telegram", "conversation": "1234", "sender": "1234"}
CODE = re.compile(r"/koppel ([2-9A-Z]{4}-[2-9A-Z]{4})")


async def code(talk: Talk, **who: str) -> str:
    """Ask for a code, and read it."""
    found = CODE.search(await talk.say("/koppel", **who))
    assert found
    return found[1]


async def link(talk: Talk) -> str:
    return await talk.say(f"/koppel {await code(talk, **MATRIX)}", **TELEGRAM)


async def give_role(talk: Talk, who: dict[str, str]) -> None:
    given = GrantRole(channel=who["channel"], person=who["sender"], grant=Grant(Role.HANDLER))
    await Conversations(talk.engine).keep(incoming("/rol"), outcome(action=given), NOW)


async def test_a_code_of_one_channel_links_the_account_where_it_is_typed(talk: Talk) -> None:
    said = await talk.say("/koppel", **MATRIX)
    assert words.TYPE_THIS in said

    said = await link(talk)

    assert "Je account op Matrix en je account hier horen nu bij elkaar." in said
    assert f"{words.WHICH_ACCOUNT}@anna:example.org{words.NOT_YOURS}" in said
    (notice,) = await Outbox(talk.engine).pending("matrix", 10, datetime.now(UTC))
    assert words.LINKED_THERE.format(there="op Telegram") in render(notice.reply)


@pytest.mark.parametrize("change", [str.lower, lambda code: code.replace("-", " "), "  {}. ".format])
async def test_a_code_may_be_typed_carelessly(talk: Talk, change) -> None:
    typed = change(await code(talk, **MATRIX))

    assert "horen nu bij elkaar" in await talk.say(f"!koppel {typed}", **TELEGRAM)


async def test_what_was_reported_on_one_channel_is_there_on_the_other(talk: Talk) -> None:
    await talk.report(**MATRIX)
    assert command_words.NO_REPORTS in await talk.say("/mijnmeldingen", **TELEGRAM)

    await link(talk)

    assert NUMBER in await talk.say("/mijnmeldingen", **TELEGRAM)
    assert "jonge ouders" in await talk.say(f"/status {NUMBER}", **TELEGRAM)
    await talk.say(f"/opmerking {NUMBER} Het speelt ook in Kampen.", **TELEGRAM)
    assert (await Knelpunten(talk.engine).history(NUMBER))[-1].data == {"text": "Het speelt ook in Kampen."}
    assert command_words.NO_REPORTS in await talk.say("/mijnmeldingen", **OTHER)


async def test_a_role_is_there_on_the_other_channel_until_they_are_taken_apart(talk: Talk) -> None:
    await give_role(talk, MATRIX)
    refused = not_allowed({Role.HANDLER, Role.DIRECTORATE})
    assert refused in await talk.say("/knelpunten", **TELEGRAM)

    await link(talk)
    assert refused not in await talk.say("/knelpunten", **TELEGRAM)

    assert await talk.say("/koppel los", **TELEGRAM) == words.UNLINKED
    assert refused in await talk.say("/knelpunten", **TELEGRAM)
    assert await talk.say("/koppel los", **MATRIX) == words.NOT_LINKED


async def test_a_code_gives_no_role_to_who_made_it(talk: Talk) -> None:
    await give_role(talk, TELEGRAM)

    assert words.ROLE_IS_HERE in await link(talk)

    typed = f"/koppel {await code(talk, **TELEGRAM)}"
    assert "horen nu bij elkaar" in await talk.say(typed, **MATRIX)


@pytest.mark.parametrize("typed", ["ABCD-EFGH", "7KQ2-M4XD", "hulp", "9" * 5000, "2222-2222 alsjeblieft"])
async def test_a_code_that_is_wrong_links_nothing(talk: Talk, typed: str) -> None:
    await code(talk, **MATRIX)

    assert words.NO_SUCH_CODE in await talk.say(f"/koppel {typed}", **TELEGRAM)


async def test_a_code_is_good_once(talk: Talk) -> None:
    typed = f"/koppel {await code(talk, **MATRIX)}"
    await talk.say(typed, **TELEGRAM)

    assert words.NO_SUCH_CODE in await talk.say(typed, **OTHER)


async def test_of_two_who_type_a_code_at_the_same_time_one_is_told_that_it_is_used(talk: Talk) -> None:
    typed = f"/koppel {await code(talk, **MATRIX)}"

    said = await asyncio.gather(talk.say(typed, **TELEGRAM), talk.say(typed, **OTHER))

    assert sum("horen nu bij elkaar" in one for one in said) == 1
    assert sum(words.NO_SUCH_CODE in one for one in said) == 1


async def test_only_the_last_code_of_an_account_is_good(talk: Talk) -> None:
    earlier, later = await code(talk, **MATRIX), await code(talk, **MATRIX)

    assert words.NO_SUCH_CODE in await talk.say(f"/koppel {earlier}", **TELEGRAM)
    assert "horen nu bij elkaar" in await talk.say(f"/koppel {later}", **TELEGRAM)


async def test_a_code_is_good_for_ten_minutes(talk: Talk) -> None:
    typed = await code(talk, **MATRIX)
    async with talk.engine.begin() as connection:
        valid_until = await connection.scalar(select(link_code.c.valid_until))
        await connection.execute(update(link_code).values(valid_until=datetime.now(UTC)))

    assert 590 < (valid_until - datetime.now(UTC)).total_seconds() <= 600
    assert words.NO_SUCH_CODE in await talk.say(f"/koppel {typed}", **TELEGRAM)


async def test_a_code_typed_where_it_was_made_is_still_good_elsewhere(talk: Talk) -> None:
    typed = f"/koppel {await code(talk, **MATRIX)}"

    assert words.SAME_ACCOUNT in await talk.say(typed, **MATRIX)
    assert "horen nu bij elkaar" in await talk.say(typed, **TELEGRAM)


async def test_accounts_that_are_linked_are_not_linked_again(talk: Talk) -> None:
    await link(talk)

    assert await link(talk) == words.LINKED_ALREADY
    assert "hoort nu al bij: 4711 op Telegram." in await talk.say("/koppel", **MATRIX)


async def test_the_same_message_again_gives_the_same_and_links_once(talk: Talk) -> None:
    typed = f"/koppel {await code(talk, **MATRIX)}"

    said = [await talk.say(typed, event="same", **TELEGRAM) for _ in range(2)]

    assert all("horen nu bij elkaar" in one for one in said)
    assert len(await Outbox(talk.engine).pending("matrix", 10, datetime.now(UTC))) == 1


async def test_a_code_is_not_kept_in_clear(talk: Talk) -> None:
    shown = await code(talk, event="asked", **MATRIX)

    assert on_disk(shown, talk.settings.data_dir) == []
    async with talk.engine.connect() as connection:
        kept = await connection.scalar(select(handled_event.c.replies))
    assert shown not in json.dumps(kept)
    assert words.CODE_NOT_KEPT in await talk.say("/koppel", event="asked", **MATRIX)


async def test_in_a_group_accounts_are_linked_in_a_conversation_of_two(talk: Talk) -> None:
    (reply,) = await talk.replies("/koppel", **{**MATRIX, "direct": False, "addressed": True})

    assert reply.continues_directly
    assert not CODE.search(render(reply))


async def test_my_data_name_the_linked_accounts_and_give_what_is_kept_of_them(talk: Talk) -> None:
    await talk.report(**MATRIX)
    await link(talk)

    (reply,) = await talk.replies("/mijngegevens", **TELEGRAM)

    data = json.loads(_only_file(reply))
    assert (data["channel"], data["sender"]) == ("telegram", "4711")
    (other,) = data["linked_accounts"]
    assert (other["channel"], other["sender"]) == ("matrix", "@anna:example.org")
    assert [knelpunt["number"] for knelpunt in other["knelpunten"]] == [NUMBER]


async def test_who_is_forgotten_on_one_channel_is_forgotten_on_the_other(talk: Talk) -> None:
    await talk.report(**MATRIX)
    await talk.say("wat is de ACU?", **MATRIX)
    await link(talk)
    await code(talk, **MATRIX)

    assert command_words.FORGOTTEN in await talk.say("/vergeetmij", "ja", **TELEGRAM)

    folder = talk.settings.data_dir
    assert on_disk("@anna:example.org", folder) == []
    assert on_disk("4711", folder) == []
    async with talk.engine.connect() as connection:
        for table in (linked_account, link_code):
            assert (await connection.execute(select(table))).all() == []
    assert command_words.NO_REPORTS in await talk.say("/mijnmeldingen", **MATRIX)
    assert len(await talk.knelpunten()) == 1


async def test_who_is_forgotten_after_they_took_their_accounts_apart_is_named_nowhere(talk: Talk) -> None:
    await link(talk)
    await talk.say("/koppel", **TELEGRAM)
    await talk.say("/koppel los", **MATRIX)

    await talk.say("/vergeetmij", "ja", **MATRIX)

    assert on_disk("@anna:example.org", talk.settings.data_dir) == []


def _only_file(reply: Reply) -> bytes:
    (file,) = reply.files
    return file.content
