"""Roles that are given in chat: by whom, to whom, and on which channel they count."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from bot.dialogue import Dialogue
from bot.knelpunten.report import Status
from bot.permissions import Grant, Role
from bot.storage.roles import Roles
from bot.wording import workflow as words
from bot.wording.workflow import not_allowed
from index.embedding.embedder import Embedder
from tests.bot.privileged import OF_UWV, OF_ZWOLLE, report_two
from tests.bot.talk import Talk
from tests.bot.test_any_report import InMemoryTalk

BEHEER: dict[str, Any] = {"channel": "matrix", "sender": "@beheer:example.org"}
HANNA: dict[str, Any] = {"channel": "matrix", "sender": "@hanna:example.org"}
SEVEN: dict[str, Any] = {"channel": "telegram", "sender": "7"}
REFUSED = not_allowed({Role.HANDLER, Role.DIRECTORATE})


@pytest.fixture
async def talk(dialogue: Dialogue, embedder: Embedder, tmp_path: Path) -> AsyncIterator[Talk]:
    """The settings name an admin and a handler; two organisations reported something."""
    roles = [
        {"channel": "matrix", "person": "@beheer:example.org", "role": "beheerder"},
        {"channel": "matrix", "person": "@hanna:example.org", "role": "behandelaar"},
    ]
    talk = InMemoryTalk(dialogue, embedder, tmp_path, roles=roles)
    await talk.start()
    await report_two(talk.engine)
    yield talk
    await talk.stop()


async def given_to(talk: Talk, channel: str, person: str) -> tuple[Grant, ...]:
    return await Roles(talk.engine, {}).of(channel, person)


async def test_a_role_counts_from_when_it_is_given_until_it_is_taken_back(talk: Talk) -> None:
    before = await talk.say("/knelpunten", **SEVEN)
    given = await talk.say("/rol telegram:7 behandelaar", **BEHEER)
    with_it = await talk.say("/knelpunten", **SEVEN)
    taken = await talk.say("/rol telegram:7 geen", **BEHEER)
    after = await talk.say("/knelpunten", **SEVEN)

    assert REFUSED in before
    assert words.ROLE_GIVEN.format(person="7", role="behandelaar", limits="") in given
    assert OF_ZWOLLE in with_it
    assert OF_UWV in with_it
    assert words.ROLES_TAKEN.format(person="7") in taken
    assert REFUSED in after


async def test_a_role_counts_on_the_channel_for_which_it_was_given_only(talk: Talk) -> None:
    await talk.say("/rol @sanne:example.org behandelaar", "/rol telegram:7 behandelaar", **BEHEER)

    for channel, person, has_role in (
        ("matrix", "@sanne:example.org", True),
        ("telegram", "@sanne:example.org", False),
        ("terminal", "@sanne:example.org", False),
        ("telegram", "7", True),
        ("matrix", "7", False),
        ("terminal", "7", False),
    ):
        said = await talk.say("/knelpunten", channel=channel, sender=person)

        assert (REFUSED not in said) is has_role, (channel, person)


async def test_a_role_of_the_settings_is_not_taken_back_in_chat(talk: Talk) -> None:
    await talk.say("/rol @hanna:example.org geen", "/rol @beheer:example.org geen", **BEHEER)

    assert OF_ZWOLLE in await talk.say("/knelpunten", **HANNA)
    assert words.ROLE_GIVEN.format(person="7", role="beheerder", limits="") in await talk.say(
        "/rol telegram:7 beheerder", **BEHEER
    )


async def test_who_is_forgotten_loses_the_roles_that_were_given_in_chat_only(talk: Talk) -> None:
    await talk.say("/rol telegram:7 behandelaar", "/rol @hanna:example.org programmadirectie", **BEHEER)

    for person in (SEVEN, HANNA):
        await talk.say("/vergeetmij", "ja", **person)

    assert REFUSED in await talk.say("/knelpunten", **SEVEN)
    assert await given_to(talk, "matrix", "@hanna:example.org") == ()
    assert REFUSED not in await talk.say("/knelpunten", **HANNA)


async def test_a_handler_is_limited_to_organisations_and_a_later_limit_takes_the_place(talk: Talk) -> None:
    said = await talk.say("/rol telegram:7 behandelaar Gemeente Zwolle, SVB", **BEHEER)
    first = await talk.say("/knelpunten", **SEVEN)
    await talk.say("/rol telegram:7 behandelaar UWV", **BEHEER)
    second = await talk.say("/knelpunten", **SEVEN)

    assert "7 heeft nu de rol behandelaar, voor Gemeente Zwolle, SVB." in said
    assert OF_ZWOLLE in first
    assert OF_UWV not in first
    assert OF_UWV in second
    assert OF_ZWOLLE not in second


async def test_what_was_offered_to_somebody_whose_role_was_taken_back_is_refused(talk: Talk) -> None:
    await talk.say("/rol telegram:7 behandelaar", **BEHEER)
    await talk.say(f"/neem {OF_ZWOLLE}", **SEVEN)
    (reply,) = await talk.replies(f"/toelichting {OF_ZWOLLE}", **SEVEN)
    await talk.say("/rol telegram:7 geen", **BEHEER)

    said = await talk.say(reply.choices[0].value, **SEVEN)
    await talk.say("1", reply.choices[0].label, **SEVEN)

    assert REFUSED in said
    assert (await talk.knelpunten())[0].status is Status.IN_PROGRESS


async def test_somebody_may_have_several_roles(talk: Talk) -> None:
    await talk.say("/rol telegram:7 behandelaar UWV", "/rol telegram:7 beheerder", **BEHEER)

    assert OF_UWV in await talk.say("/knelpunten", **SEVEN)
    assert "heeft nu de rol" in await talk.say("/rol telegram:8 beheerder", **SEVEN)


@pytest.mark.parametrize("who", [HANNA, SEVEN], ids=["handler", "nobody"])
@pytest.mark.parametrize(
    "argument", ["telegram:7 beheerder", "telegram:7 geen", "@beheer:example.org geen", ""]
)
async def test_nobody_but_an_admin_gives_or_takes_roles(
    talk: Talk, who: dict[str, Any], argument: str
) -> None:
    await talk.say("/rol telegram:9 beheerder", **BEHEER)

    said = await talk.say(f"/rol {argument}", **who)

    assert not_allowed({Role.ADMIN}) in said
    assert await given_to(talk, "telegram", "7") == ()
    assert await given_to(talk, "telegram", "9") == (Grant(Role.ADMIN),)


@pytest.mark.parametrize(
    "argument",
    [
        "",
        "telegram:7",
        "telegram:7 baas",
        "telegram:7 behandelaars UWV",
        "telegram:7 behandelaar ,",
        "telegram:7 behandelaar UWV, -",
        "telegram:7 programmadirectie UWV",
        "telegram:@zeven behandelaar",
        "7 behandelaar",
        "sanne behandelaar",
        "matrix:sanne behandelaar",
        "telegram: 7 behandelaar",
    ],
)
async def test_what_is_not_understood_gives_nobody_a_role(talk: Talk, argument: str) -> None:
    said = await talk.say(f"/rol {argument}", **BEHEER)

    assert "heeft nu de rol" not in said
    for channel, person in (("telegram", "7"), ("matrix", "7"), ("telegram", "@zeven"), ("matrix", "sanne")):
        assert await given_to(talk, channel, person) == ()


async def test_who_cannot_be_somebody_on_a_channel_is_explained(talk: Talk) -> None:
    assert words.NAMED["telegram"] in await talk.say("/rol telegram:@zeven behandelaar", **BEHEER)
    assert words.NAMED["matrix"] in await talk.say("/rol sanne behandelaar", **BEHEER)


async def test_who_only_looks_like_somebody_gets_no_role(talk: Talk) -> None:
    person = "@b\N{CYRILLIC SMALL LETTER IE}heer:example.org"

    assert words.NAMED["matrix"] in await talk.say(f"/rol {person} beheerder", **BEHEER)
    assert await given_to(talk, "matrix", person) == ()
