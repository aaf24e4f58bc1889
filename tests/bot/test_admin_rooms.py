"""Groups in which admins tend the knowledge together."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.commands.command import Name
from bot.dialogue import Dialogue
from bot.messages import Attachment
from bot.permissions import NEEDED
from bot.storage.library import Library
from bot.wording.intake import FILE_WITHOUT_REPORT, IN_PRIVATE
from bot.wording.manners import FILES_OF_ADMINS
from bot.wording.workflow import not_allowed
from index.embedding.embedder import Embedder
from tests.bot.incoming import incoming
from tests.bot.privileged import acts
from tests.bot.talk import Talk

ADMIN = {"channel": "test", "person": "ada", "role": "beheerder"}
HERE = {"conversation": "beheer", "direct": False, "addressed": True}
IN_THREAD = HERE | {"conversation": "beheer $draad"}
ELSEWHERE = HERE | {"conversation": "plein"}
PLAN = Attachment(name="plan.txt", size=20, source="plan.txt")


@pytest.fixture
async def talk(dialogue: Dialogue, embedder: Embedder, tmp_path: Path) -> AsyncIterator[Talk]:
    """Conversations with an assistant that has an admin, and a room for admins."""
    talk = Talk(dialogue, embedder, tmp_path, roles=[ADMIN])
    object.__setattr__(talk.settings.knowledge, "admin_rooms", ("test:beheer",))
    talk.files["plan.txt"] = b"Het plan. Het gaat door."
    await talk.start()
    yield talk
    await talk.stop()


async def test_an_admin_uses_the_commands_in_an_admin_room_and_in_no_other_group(talk: Talk) -> None:
    for place in (HERE, IN_THREAD):
        assert IN_PRIVATE not in await talk.say("/documenten", sender="ada", **place)
    assert IN_PRIVATE in await talk.say("/documenten", sender="ada", **ELSEWHERE)
    assert IN_PRIVATE in await talk.say("/knelpunten", sender="ada", **HERE)


async def test_who_is_no_admin_is_refused_in_an_admin_room(talk: Talk) -> None:
    assert not_allowed(NEEDED[Name.REINDEX]) in await talk.say("/herindexeer", sender="bo", **HERE)

    assert await acts(talk.engine) == [(Name.REINDEX, "bo", None, False)]


@pytest.mark.parametrize(("place", "addressed"), [(HERE, True), (IN_THREAD, True), (ELSEWHERE, False)])
def test_only_in_an_admin_room_a_file_needs_no_mention(talk: Talk, place: dict, addressed: bool) -> None:
    unmentioned = place | {"addressed": False}

    assert talk.assistant.is_addressed(incoming("", attachments=(PLAN,), **unmentioned)) is addressed
    assert not talk.assistant.is_addressed(incoming("zeg eens", **unmentioned))


async def test_a_file_of_an_admin_is_for_the_documents(talk: Talk) -> None:
    for place in ({"conversation": "ada"}, HERE):
        said = await talk.send_file("plan.txt", talk.files["plan.txt"], sender="ada", **place)
        assert "plan.txt" in said
        assert FILE_WITHOUT_REPORT not in said


async def test_files_that_are_sent_one_after_the_other_are_asked_about_together(talk: Talk) -> None:
    for name in ("een.txt", "twee.txt", "een.txt"):
        shown = await talk.send_file(name, f"Dit is {name}. Het gaat door.".encode(), sender="ada", **HERE)
    assert "een.txt" in shown
    assert "twee.txt" in shown

    await talk.say("ja", sender="ada", **HERE)

    assert [added.name for added in await Library(talk.engine).added()] == ["een.txt", "twee.txt"]


async def test_a_file_with_a_report_stays_with_the_report(talk: Talk) -> None:
    await talk.say("/melden", "Ouders vullen drie keer hetzelfde in.", sender="ada", conversation="ada")

    said = await talk.send_file("plan.txt", talk.files["plan.txt"], sender="ada", conversation="ada")

    assert "toevoegen" not in said.lower()
    assert await acts(talk.engine) == []


async def test_who_is_no_admin_is_told_so_once_when_they_show_a_file(talk: Talk) -> None:
    shown = HERE | {"sender": "bo", "addressed": False}

    told = [await talk.send_file("plan.txt", b"x", **shown) for _ in range(2)]
    mentioned = await talk.send_file("plan.txt", b"x", **shown | {"addressed": True})

    assert FILES_OF_ADMINS in told[0]
    assert told[1] == ""
    assert FILES_OF_ADMINS in mentioned
    assert await acts(talk.engine) == [(Name.ADD_PAGE, "bo", None, False)] * 3
