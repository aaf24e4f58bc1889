"""The program that people run, with the real assistant, on Telegram."""

from pathlib import Path

from tests.bot.channels.telegram.assistant import PERSON, program
from tests.bot.channels.telegram.bot_api import TOKEN, BotApi
from tests.bot.cli.wegwijzer import furnished


async def test_a_matrix_server_that_is_away_keeps_nobody_on_telegram_waiting(
    api: BotApi, installed: Path, tmp_path: Path
) -> None:
    data = furnished(tmp_path / "telegram", installed)
    matrix = {
        "WEGWIJZER_MATRIX_HOMESERVER": "http://127.0.0.1:9",
        "WEGWIJZER_MATRIX_USER_ID": "@wegwijzer:example.org",
        "WEGWIJZER_MATRIX_PASSWORD": "geheim",
    }
    async with program(api, data, **matrix):
        api.say("/help", sender=PERSON)

        assert await api.until_said(1, chat=PERSON)
    assert TOKEN not in (data / "run.log").read_text()


async def test_without_a_password_for_matrix_telegram_goes_on(
    api: BotApi, installed: Path, tmp_path: Path
) -> None:
    data = furnished(tmp_path / "telegram", installed)
    matrix = {
        "WEGWIJZER_MATRIX_HOMESERVER": "http://127.0.0.1:9",
        "WEGWIJZER_MATRIX_USER_ID": "@wegwijzer:example.org",
    }
    async with program(api, data, **matrix):
        api.say("/help", sender=PERSON)
        assert await api.until_said(1, chat=PERSON)

    assert "matrix stops: @wegwijzer:example.org kan niet inloggen" in (data / "run.log").read_text()
