"""No command that needs a role works for somebody without it, on any channel: the full table of commands."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from bot.commands.command import Name
from bot.dialogue import Dialogue
from bot.knelpunten.actions import SupportKnelpunt
from bot.knelpunten.report import Status, Support
from bot.messages import Act
from bot.naming import CHANNELS
from bot.permissions import NEEDED, Role
from bot.rendering.plain import render
from bot.storage.answers import Answers
from bot.storage.checking import differing_from_history
from bot.storage.conversations import Conversations
from bot.wording import workflow as words
from bot.wording.workflow import not_allowed
from index.embedding.embedder import Embedder
from tests.bot.incoming import incoming
from tests.bot.privileged import ABOUT_ONE, OF_UWV, OF_ZWOLLE, TYPED, acts, kept, report_two, typed
from tests.bot.storage.samples import NOW, outcome
from tests.bot.talk import Talk
from tests.bot.test_any_report import InMemoryTalk

ZWOLLE = "voor zwolle"
"""Treats what Gemeente Zwolle has, and nothing else."""


def by(person: str, channel: str = "test", **changes: Any) -> dict[str, Any]:
    return {"sender": person, "channel": channel, "conversation": f"kamer van {person}", **changes}


@pytest.fixture
async def talk(dialogue: Dialogue, embedder: Embedder, tmp_path: Path) -> AsyncIterator[Talk]:
    """Two organisations reported something; on each channel, who has a role is called after it."""
    roles = [
        {"channel": channel, "person": role.value, "role": role}
        for role in Role
        for channel in (*CHANNELS, "test")
    ]
    limited = {
        "role": Role.HANDLER,
        "organisations": ["Gemeente Zwolle"],
        "channel": "test",
        "person": ZWOLLE,
    }
    talk = InMemoryTalk(
        dialogue, embedder, tmp_path, roles=[*roles, limited], workflow={"quiet_from": 0, "quiet_until": 0}
    )
    await talk.start()
    await report_two(talk.engine)
    yield talk
    await talk.stop()


@pytest.mark.parametrize("channel", CHANNELS)
async def test_a_command_is_refused_politely_without_a_role_that_it_needs(talk: Talk, channel: str) -> None:
    before = await kept(talk.engine)

    for person in ("niemand", *Role):
        for name in TYPED:
            if person not in NEEDED[name]:
                said = await talk.say(typed(name), **by(person, channel))

                assert not_allowed(NEEDED[name]) in said, (person, name)
                assert await kept(talk.engine) == before, (person, name)
                written = (await acts(talk.engine))[-1]
                assert written == (name, person, OF_ZWOLLE if name in ABOUT_ONE else None, False)


@pytest.mark.parametrize("channel", CHANNELS)
async def test_a_command_works_with_a_role_that_it_needs_and_is_written_down(
    talk: Talk, channel: str
) -> None:
    for person in Role:
        for name in TYPED:
            if person in NEEDED[name]:
                said = await talk.say(typed(name), **by(person, channel))

                assert not_allowed(NEEDED[name]) not in said, (person, name)
                written = (await acts(talk.engine))[-1]
                assert written == (name, person, OF_ZWOLLE if name in ABOUT_ONE else None, True)

    assert await differing_from_history(talk.engine) == ()


@pytest.mark.parametrize("changed", ["!{0}", "/ {0}", "/{0}@wegwijzer", "  /{0}", "/\N{ZERO WIDTH SPACE}{0}"])
async def test_however_it_is_typed_a_command_changes_nothing_without_a_role(talk: Talk, changed: str) -> None:
    before = await kept(talk.engine)

    for name in TYPED:
        command, _, argument = typed(name).removeprefix("/").partition(" ")
        for written in (command, command.upper(), command[:-1], f"{command}n"):
            await talk.say(f"{changed.format(written)} {argument}", **by(f"wie {name} {written} typt"))

    assert await kept(talk.engine) == before
    assert not any(allowed for *_, allowed in await acts(talk.engine))


async def test_in_the_midst_of_a_report_a_command_is_refused_too(talk: Talk) -> None:
    await talk.say("/melden", **by("niemand"))
    before = await kept(talk.engine)

    for name in TYPED:
        assert not_allowed(NEEDED[name]) in await talk.say(typed(name), **by("niemand"))

    after = await kept(talk.engine)
    assert {**after, "draft": None} == {**before, "draft": None}
    assert [allowed for *_, allowed in await acts(talk.engine)] == [False] * len(TYPED)


async def test_a_command_with_personal_data_is_refused_whatever_is_done_with_those(talk: Talk) -> None:
    before = await kept(talk.engine)

    for name in (Name.ASK, Name.SET, Name.LESSON):
        await talk.say(f"{typed(name)} Bel 06-12345678.", **by("niemand"))
        said = await talk.say("zwart maken", **by("niemand"))

        assert not_allowed(NEEDED[name]) in said
        assert await kept(talk.engine) == before
        assert (await acts(talk.engine))[-1] == (name, "niemand", OF_ZWOLLE, False)


async def test_who_reported_a_knelpunt_does_not_treat_it(talk: Talk) -> None:
    before = await kept(talk.engine)

    for name in ABOUT_ONE:
        await talk.say(typed(name), **by("melder"))

    assert await kept(talk.engine) == before


async def test_a_handler_of_organisations_does_nothing_with_what_others_have(talk: Talk) -> None:
    before = await kept(talk.engine)

    for name in ABOUT_ONE:
        said = await talk.say(typed(name, OF_UWV, OF_ZWOLLE), **by(ZWOLLE))

        assert words.NOT_YOURS_TO_TREAT.format(number=OF_UWV) in said, name
        assert "Brief van UWV" not in said
        assert await kept(talk.engine) == before
        assert (await acts(talk.engine))[-1] == (name, ZWOLLE, OF_UWV, False)


@pytest.mark.parametrize("decision", ["akkoord", "niet"])
async def test_a_handler_does_not_decide_whether_others_read_a_lesson(talk: Talk, decision: str) -> None:
    done = (
        "/neem {0}",
        "/zet {0} opgelost De brief gaat eerder weg.",
        "/les {0} Bel eerst. Schrijf dan pas.",
    )
    await talk.say(*(command.format(OF_ZWOLLE) for command in done), **by(Role.HANDLER))
    before = await kept(talk.engine)

    said = await talk.say(f"/les {OF_ZWOLLE} {decision}", **by(Role.HANDLER))

    assert not_allowed([Role.DIRECTORATE]) in said
    assert await kept(talk.engine) == before
    assert (await acts(talk.engine))[-1] == (Name.LESSON, Role.HANDLER, OF_ZWOLLE, False)


@pytest.mark.parametrize("numbers", [(OF_ZWOLLE, OF_UWV), (OF_UWV, OF_ZWOLLE)])
async def test_a_handler_of_organisations_merges_nothing_of_others(
    talk: Talk, numbers: tuple[str, str]
) -> None:
    before = await kept(talk.engine)

    said = await talk.say(typed(Name.MERGE, *numbers), **by(ZWOLLE))

    assert words.NOT_YOURS_TO_TREAT.format(number=OF_UWV) in said
    assert await kept(talk.engine) == before


async def test_a_handler_of_organisations_sees_what_those_have(talk: Talk) -> None:
    listed = await talk.say("/knelpunten", **by(ZWOLLE))
    explained = await talk.say(f"/toelichting {OF_ZWOLLE}", **by(ZWOLLE))

    assert OF_ZWOLLE in listed
    assert OF_UWV not in listed
    assert "Brief van UWV" not in listed
    assert "De brief komt na de betaaldatum." in explained


async def test_a_handler_of_organisations_gets_their_stand_and_no_other(talk: Talk) -> None:
    year = (await talk.knelpunten())[0].reported_at.year

    own, *_ = await talk.replies(f"/stand gem. Zwolle {year}", **by(ZWOLLE))
    refused = [
        (await talk.replies(f"/stand {asked}", **by(ZWOLLE)))[0]
        for asked in (f"UWV {year}", "UWV 1999", f"Gemeente Zwolle, UWV {year}", f"Gemeente {year}")
    ]

    assert own.files
    assert [render(reply) for reply in refused] == [words.NOT_YOUR_STAND] * 4
    assert [allowed for *_, allowed in await acts(talk.engine)] == [True, False, False, False, False]


async def test_a_handler_of_organisations_treats_what_one_of_them_joined(talk: Talk) -> None:
    joined = SupportKnelpunt(number=OF_UWV, support=Support(organisation="Gem. Zwolle"))
    await Conversations(talk.engine).keep(incoming("versturen"), outcome(action=joined), NOW)

    assert OF_UWV in await talk.say("/knelpunten", **by(ZWOLLE))
    await talk.say(f"/neem {OF_UWV}", **by(ZWOLLE))

    assert {one.number: one.status for one in await talk.knelpunten()}[OF_UWV] is Status.IN_PROGRESS


@pytest.mark.parametrize("person", ["niemand", Role.HANDLER])
async def test_in_a_group_a_command_goes_on_in_a_conversation_of_two(talk: Talk, person: str) -> None:
    before = await kept(talk.engine)

    for name in TYPED:
        (reply,) = await talk.replies(
            typed(name), **by(person, conversation="groep", direct=False, addressed=True)
        )

        assert reply.continues_directly, name
        assert not reply.files
        assert "Brief" not in render(reply)

    assert await kept(talk.engine) == before
    assert await acts(talk.engine) == []


async def test_a_choice_offered_to_a_handler_is_for_nobody_else(talk: Talk) -> None:
    await talk.say(f"/neem {OF_ZWOLLE}", **by(Role.HANDLER))
    (reply,) = await talk.replies(f"/toelichting {OF_ZWOLLE}", event="gevraagd", **by(Role.HANDLER))
    await Answers(talk.engine).note("test", "gevraagd", 0, ["antwoord"], NOW)
    choice = reply.choices[0].value
    before = await kept(talk.engine)
    assert choice.startswith(f"/zet {OF_ZWOLLE} ")

    said = await talk.say(choice, **by("niemand"))
    reacted = await talk.say(
        "1\N{COMBINING ENCLOSING KEYCAP}", act=Act.REACT, target="antwoord", **by("niemand")
    )
    corrected = await talk.say(choice, act=Act.CORRECT, target="gevraagd", **by("niemand"))

    assert not_allowed(NEEDED[Name.SET]) in said
    assert reacted == corrected == ""
    assert await kept(talk.engine) == before


async def test_a_choice_offered_to_a_handler_works_for_them(talk: Talk) -> None:
    await talk.say(f"/neem {OF_ZWOLLE}", **by(Role.HANDLER))
    await talk.say(f"/toelichting {OF_ZWOLLE}", event="gevraagd", **by(Role.HANDLER))
    await Answers(talk.engine).note("test", "gevraagd", 0, ["antwoord"], NOW)

    await talk.say("1\N{COMBINING ENCLOSING KEYCAP}", act=Act.REACT, target="antwoord", **by(Role.HANDLER))

    assert (await acts(talk.engine))[-1] == (Name.SET, Role.HANDLER, OF_ZWOLLE, True)
    assert (await talk.knelpunten())[0].status is Status.PASSED_ON


async def test_a_message_of_somebody_without_a_role_that_becomes_a_command_is_refused(talk: Talk) -> None:
    await talk.say("wat is de ACU?", event="vraag", **by("niemand"))
    before = await kept(talk.engine)

    said = await talk.say(f"/neem {OF_ZWOLLE}", act=Act.CORRECT, target="vraag", **by("niemand"))

    assert not_allowed(NEEDED[Name.TAKE]) in said
    assert await kept(talk.engine) == before
    assert (await acts(talk.engine))[-1] == (Name.TAKE, "niemand", OF_ZWOLLE, False)
