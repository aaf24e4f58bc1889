import asyncio
from pathlib import Path

from prompt_toolkit.application import create_app_session
from prompt_toolkit.input import create_pipe_input
from prompt_toolkit.output import DummyOutput

from bot.channels.terminal.lines import typed_lines

UP = "\x1b[A"
END = "\x04"


def without_digits(line: str) -> bool:
    return not any(character.isdigit() for character in line)


async def typed(history: Path, *keys: str) -> list[str]:
    """The lines that come of keys, pressed when the prompt has had the time to read the history."""
    with create_pipe_input() as keyboard, create_app_session(input=keyboard, output=DummyOutput()):
        lines, got = typed_lines(history, without_digits), []
        async with asyncio.timeout(20):
            for key in keys:
                line = asyncio.ensure_future(anext(lines, None))
                await asyncio.sleep(0.3)
                keyboard.send_text(key)
                got.append(await line)
        return [line for line in got if line is not None]


async def test_lines_that_may_not_be_kept_are_not_written(tmp_path: Path):
    history = tmp_path / "data" / "history"

    assert await typed(history, "hallo\r", "bel 0612345678\r", END) == ["hallo", "bel 0612345678"]

    assert "hallo" in history.read_text()
    assert "06" not in history.read_text()


async def test_the_arrow_keys_bring_back_every_line_of_this_conversation(tmp_path: Path):
    assert await typed(tmp_path / "history", "bel 06\r", f"{UP}\r", END) == ["bel 06", "bel 06"]


async def test_the_next_conversation_brings_back_what_was_kept(tmp_path: Path):
    await typed(tmp_path / "history", "hallo\r", "bel 06\r", END)

    assert await typed(tmp_path / "history", f"{UP}\r", END) == ["hallo"]
