"""The program that people run, with the real assistant, on Telegram."""

import asyncio
import shlex
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path

from bot.knelpunten.report import Report
from bot.storage.database import open_database
from bot.storage.knelpunten import Filter, Knelpunten
from tests.bot.channels.script import SCRIPT, TOLD, Sent
from tests.bot.channels.telegram.bot_api import TOKEN, BotApi, Json
from tests.bot.cli.wegwijzer import environment_for, furnished, wegwijzer

PERSON = 7


@asynccontextmanager
async def program(api: BotApi, data: Path, **environment: str) -> AsyncIterator[None]:
    """Run `wegwijzer run`; killed when the block ends."""
    settings = {
        "WEGWIJZER_TELEGRAM_TOKEN": TOKEN,
        "WEGWIJZER_TELEGRAM_API_URL": api.url,
        "WEGWIJZER_TELEGRAM_ALLOWED_USERS": f"{PERSON}, 8",
    }
    with (data / "run.log").open("wb") as log:
        running = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "bot", "run"),
            stderr=log,
            cwd=data,
            env=environment_for(data, **settings, **environment),
        )
    try:
        async with asyncio.timeout(60):
            while not api.called("getMe"):
                assert running.returncode is None, (data / "run.log").read_text()
                await asyncio.sleep(0.1)
        yield
    finally:
        with suppress(ProcessLookupError):
            running.kill()
        await running.wait()


async def in_a_chat(api: BotApi) -> str:
    """Hold the conversation of the script; gives what the assistant said."""
    for said in SCRIPT:
        before = len(api.said(PERSON))
        if isinstance(said, str):
            api.say(said, sender=PERSON)
        else:
            api.files["f"] = said.content
            api.say("", sender=PERSON, document=document(said))
        await api.until_said(before + 1, chat=PERSON)
    await api.until(lambda: "KP-" in api.texts(PERSON)[-1])
    return "".join(f"{text}\n\n" for text in api.texts(PERSON))


def document(file: Sent) -> Json:
    return {"file_id": "f", "file_unique_id": "f", "file_name": file.name, "file_size": len(file.content)}


async def in_the_terminal(data: Path, folder: Path) -> str:
    lines = []
    for said in SCRIPT:
        if isinstance(said, Sent):
            (folder / said.name).write_bytes(said.content)
            lines.append(f"bijlage: {shlex.quote(str(folder / said.name))}")
        else:
            lines.append(said)
    typed = "".join(f"{line}\n" for line in lines)
    result = await asyncio.to_thread(wegwijzer, "chat", data=data, typed=typed, cwd=folder)
    assert (result.returncode, result.stderr) == (0, "")
    return result.stdout


async def reported(data: Path) -> list[Report]:
    engine = await open_database(f"sqlite:///{data / 'wegwijzer.db'}")
    try:
        return [knelpunt.report for knelpunt in await Knelpunten(engine).matching(Filter())]
    finally:
        await engine.dispose()


async def test_one_conversation_has_the_same_words_as_in_the_terminal_and_ends_in_the_same_report(
    api: BotApi, installed: Path, tmp_path: Path
) -> None:
    data = furnished(tmp_path / "telegram", installed)
    async with program(api, data):
        words_in_the_chat = await in_a_chat(api)
    words_in_the_terminal = await in_the_terminal(furnished(tmp_path / "terminal", installed), tmp_path)

    assert words_in_the_chat == words_in_the_terminal
    assert await reported(data) == [TOLD]
    assert TOKEN not in (data / "run.log").read_text()


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
        api.say("/help", sender=8)

        assert await api.until_said(1, chat=8)


async def test_without_a_password_for_matrix_telegram_goes_on(
    api: BotApi, installed: Path, tmp_path: Path
) -> None:
    data = furnished(tmp_path / "telegram", installed)
    matrix = {
        "WEGWIJZER_MATRIX_HOMESERVER": "http://127.0.0.1:9",
        "WEGWIJZER_MATRIX_USER_ID": "@wegwijzer:example.org",
    }
    async with program(api, data, **matrix):
        api.say("/help", sender=8)
        assert await api.until_said(1, chat=8)

    assert "matrix stops: @wegwijzer:example.org kan niet inloggen" in (data / "run.log").read_text()
