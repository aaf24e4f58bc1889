"""The demonstration, visited with a browser."""

from pathlib import Path

import pytest

from bot.settings import Settings
from demo.people import ANNA
from demo.running import running
from demo.visiting import ask, browser_page, log_in
from demo.website import BUNDLE

QUESTION = "Welke rollen kent het driehoekmodel?"


async def test_a_visitor_asks_in_an_encrypted_room_and_sees_the_answer_with_its_source(
    installed: Path, tmp_path: Path
) -> None:
    if not BUNDLE.exists():
        pytest.fail("the web client is not built: run `make test`")

    async with (
        running(tmp_path, Settings(data_dir=installed)) as demonstration,
        browser_page(demonstration.address) as page,
    ):
        await log_in(page, ANNA)
        answer = await ask(page, QUESTION)

        assert "opdrachtgever, opdrachtnemer en eigenaar" in await answer.inner_text()
        source = answer.locator("p", has_text="Bron:").get_by_role("link")
        assert await source.get_attribute("href") == "https://www.werkaanuitvoering.nl/driehoek"
        (room, _) = demonstration.conversations.values()
        kinds = [event["type"] for event in demonstration.homeserver.stored_events(room)]
        assert "m.room.encrypted" in kinds
        assert "m.room.message" not in kinds
