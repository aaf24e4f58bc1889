import hashlib

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.storage.attachments import Attachments
from bot.storage.conversations import Conversations
from tests.bot.incoming import incoming
from tests.bot.storage.samples import NOW, draft, outcome


@pytest.fixture
def attachments(engine: AsyncEngine) -> Attachments:
    return Attachments(engine)


async def test_a_file_is_kept_with_its_description(attachments: Attachments) -> None:
    file = await attachments.add_to_draft(incoming("foto"), 0, "foto.png", "image/png", b"beeld")

    (stored,) = await attachments.of_ids([file])

    assert (stored.name, stored.media_type, stored.size) == ("foto.png", "image/png", 5)
    assert stored.sha256 == hashlib.sha256(b"beeld").hexdigest()
    assert await attachments.content(file) == b"beeld"


async def test_a_message_that_is_handled_again_adds_its_files_once(attachments: Attachments) -> None:
    message = incoming("twee foto's")

    first = await attachments.add_to_draft(message, 0, "a.png", "image/png", b"a")
    second = await attachments.add_to_draft(message, 1, "a.png", "image/png", b"a")
    again = await attachments.add_to_draft(message, 0, "a.png", "image/png", b"a")

    assert first == again != second


async def test_files_are_listed_in_the_order_asked_for(attachments: Attachments) -> None:
    files = [await attachments.add_to_draft(incoming("x"), 0, name, "image/png", b"") for name in "ab"]

    assert [file.name for file in await attachments.of_ids([files[1], 99, files[0]])] == ["b", "a"]
    assert await attachments.of_ids([]) == ()
    assert await attachments.content(99) is None


async def test_a_file_that_the_draft_no_longer_names_is_removed(
    attachments: Attachments, conversations: Conversations
) -> None:
    files = [await attachments.add_to_draft(incoming("x"), 0, name, "image/png", b"") for name in "ab"]
    others = await attachments.add_to_draft(incoming("x", sender="bert"), 0, "c", "image/png", b"")
    await conversations.keep(incoming("x"), outcome(draft=draft(attachments=(files[1],))), NOW)

    assert [file.name for file in await attachments.of_ids([*files, others])] == ["b", "c"]


async def test_the_files_of_a_draft_go_when_it_goes(
    attachments: Attachments, conversations: Conversations
) -> None:
    file = await attachments.add_to_draft(incoming("x"), 0, "a", "image/png", b"")
    await conversations.keep(incoming("x"), outcome(draft=draft(attachments=(file,))), NOW)

    await conversations.keep(incoming("weggooien"), outcome(draft=None), NOW)

    assert await attachments.of_ids([file]) == ()
