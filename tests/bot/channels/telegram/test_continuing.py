"""What somebody says in a group goes on in a conversation of two."""

import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select, update

from bot.dialogue import Dialogue
from bot.storage.database import open_database
from bot.storage.schema import continuation
from bot.wording import intake
from bot.wording.telegram import CONTINUE_DIRECTLY, NOT_ENCRYPTED
from index.embedding.embedder import Embedder
from tests.bot.channels.telegram.assistant import assistant_in_chats
from tests.bot.channels.telegram.bot_api import BotApi, Json
from tests.bot.channels.telegram.conftest import GROUP, serving
from tests.bot.talk import DESCRIPTION

SAID = "/melden@wegwijzer_bot Ouders vullen hetzelfde drie keer in"
HEARD = "Je zei: /melden Ouders vullen hetzelfde drie keer in"


async def begun_in_a_group(api: BotApi, said: str = SAID, **more: Json) -> str:
    """Say something in the group that is for two; gives what the button there starts with."""
    before = len(api.said(GROUP))
    api.say(said, sender=7, chat=GROUP, **more)
    await api.until_said(before + 1, chat=GROUP)
    ((button,),) = api.said(GROUP)[-1]["reply_markup"]["inline_keyboard"]
    assert button["text"] == CONTINUE_DIRECTLY
    found = re.fullmatch(r"https://t\.me/wegwijzer_bot\?start=([\w-]{1,64})", button["url"])
    assert found
    return found[1]


async def started(api: BotApi, parameter: str, sender: int = 7) -> str:
    before = len(api.said(sender))
    api.say(f"/start {parameter}", sender=sender)
    return (await api.until_said(before + 1, chat=sender))[-1].removeprefix(f"{NOT_ENCRYPTED}\n\n")


async def test_the_words_go_along_and_only_once(channel: BotApi) -> None:
    parameter = await begun_in_a_group(channel)

    assert await started(channel, parameter) == HEARD
    assert await started(channel, parameter) == "Je zei: /melden"


async def test_the_words_go_along_after_a_restart(api: BotApi, tmp_path: Path) -> None:
    async with serving(api, tmp_path):
        parameter = await begun_in_a_group(api)

    async with serving(api, tmp_path):
        assert await started(api, parameter) == HEARD


async def test_somebody_else_who_presses_the_button_begins_without_the_words(channel: BotApi) -> None:
    parameter = await begun_in_a_group(channel)

    assert await started(channel, parameter, sender=8) == "Je zei: /melden"
    assert await started(channel, parameter, sender=7) == HEARD


async def test_after_a_day_the_words_are_kept_no_longer(api: BotApi, tmp_path: Path) -> None:
    async with serving(api, tmp_path):
        parameter = await begun_in_a_group(api)
        engine = await open_database(f"sqlite:///{tmp_path / 'wegwijzer.db'}")
        async with engine.begin() as connection:
            yesterday = datetime.now(UTC) - timedelta(days=1)
            await connection.execute(update(continuation).values(created_at=yesterday))
        await engine.dispose()

        assert await started(api, parameter) == "Je zei: /melden"


async def test_a_file_goes_along_with_its_words(channel: BotApi) -> None:
    channel.files["f1"] = b"%PDF"
    file = {"file_id": "f1", "file_unique_id": "f1", "file_name": "nota.pdf", "file_size": 4}
    command = [{"type": "bot_command", "offset": 0, "length": 7}]

    parameter = await begun_in_a_group(
        channel, "", document=file, caption="/melden hiermee", caption_entities=command
    )

    assert await started(channel, parameter) == "nota.pdf: 4 bytes"


async def test_what_may_not_be_stored_goes_along_and_is_not_stored(api: BotApi, tmp_path: Path) -> None:
    async with serving(api, tmp_path):
        parameter = await begun_in_a_group(api, "/melden BSN 123456782")
        engine = await open_database(f"sqlite:///{tmp_path / 'wegwijzer.db'}")
        async with engine.connect() as connection:
            (stored,) = await connection.scalars(select(continuation.c.message))
        await engine.dispose()

        assert (stored["text"], stored["withheld"]) == ("[zwart]", True)
        assert await started(api, parameter) == "Je zei: /melden BSN 123456782"


@pytest.mark.parametrize(
    ("said", "name"),
    [
        (SAID, "melden"),
        (f"@wegwijzer_bot {DESCRIPTION} Waar meld ik dat?", "melden"),
        ("/mijnmeldingen", "mijnmeldingen"),
    ],
)
async def test_the_button_leads_to_what_was_asked_for(
    api: BotApi, tmp_path: Path, dialogue: Dialogue, embedder: Embedder, said: str, name: str
) -> None:
    async with assistant_in_chats(api, tmp_path, dialogue, embedder):
        parameter = await begun_in_a_group(api, said)

    assert parameter.startswith(f"{name}-")


async def test_a_report_that_is_begun_with_words_in_a_group_has_them_as_its_description(
    api: BotApi, tmp_path: Path, dialogue: Dialogue, embedder: Embedder
) -> None:
    async with assistant_in_chats(api, tmp_path, dialogue, embedder):
        parameter = await begun_in_a_group(api, f"/melden {DESCRIPTION}")

        begun = await started(api, parameter)

    assert intake.TAKEN_AS_DESCRIPTION in begun
    assert intake.QUESTIONS["affected"] in begun
