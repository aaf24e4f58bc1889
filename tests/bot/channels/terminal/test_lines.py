import asyncio
import io
from pathlib import Path

import pytest
from prompt_toolkit.application import create_app_session
from prompt_toolkit.input import create_pipe_input
from prompt_toolkit.output import DummyOutput

from bot.channels.terminal.lines import piped_lines, typed_lines

UP = "\x1b[A"
END = "\x04"


async def typed(*keys: str) -> list[str]:
    """The lines that come of keys, pressed when the prompt is there."""
    with create_pipe_input() as keyboard, create_app_session(input=keyboard, output=DummyOutput()):
        lines, got = typed_lines(), []
        async with asyncio.timeout(20):
            for key in keys:
                line = asyncio.ensure_future(anext(lines, None))
                await asyncio.sleep(0.3)
                keyboard.send_text(key)
                got.append(await line)
        return [line for line in got if line is not None]


async def test_the_arrow_keys_bring_back_every_line_of_this_conversation():
    assert await typed("hallo\r", f"{UP}\r", END) == ["hallo", "hallo"]


async def test_the_next_conversation_brings_back_nothing():
    await typed("hallo\r", END)

    assert await typed(f"{UP}dag\r", END) == ["dag"]


async def test_of_a_pipe_what_is_no_text_is_replaced(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    (tmp_path / "pipe").write_bytes(b"\xff\xfe hallo\ncaf\xc3\xa9")
    with (tmp_path / "pipe").open("rb") as pipe:
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(pipe, encoding="utf-8"))

        assert [line async for line in piped_lines()] == ["\ufffd\ufffd hallo\n", "café"]
