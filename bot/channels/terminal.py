"""The terminal as a channel: what is typed goes to the assistant, its replies are printed."""

import asyncio
import getpass
import sys
import uuid
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

from bot.assistant import Assistant
from bot.messages import Incoming
from bot.rendering.plain import render
from bot.rendering.terminal import show

PROMPT = "> "


async def talk(assistant: Assistant, history: Path) -> None:
    """Converse until the input ends (Ctrl-D) or is interrupted (Ctrl-C).

    Args:
        assistant: replies to what is typed.
        history: file that keeps earlier lines for the arrow keys.
    """
    interactive = sys.stdin.isatty() and sys.stdout.isatty()
    lines = _typed_lines(history) if interactive else _piped_lines()
    async for line in lines:
        if not line.strip():
            continue
        for reply in await assistant.handle(_incoming(line)):
            if interactive:
                show(reply)
            else:
                sys.stdout.write(render(reply) + "\n\n")
                sys.stdout.flush()


def _incoming(line: str) -> Incoming:
    return Incoming(
        channel="terminal",
        conversation="terminal",
        sender=getpass.getuser(),
        event=uuid.uuid4().hex,
        text=line,
        direct=True,
        addressed=True,
        sent_at=datetime.now(UTC),
    )


async def _typed_lines(history: Path) -> AsyncIterator[str]:
    # prompt_toolkit takes a tenth of a second to import; a pipe never needs it.
    from prompt_toolkit import PromptSession  # noqa: PLC0415
    from prompt_toolkit.history import FileHistory  # noqa: PLC0415

    history.parent.mkdir(parents=True, exist_ok=True)
    session: PromptSession[str] = PromptSession(history=FileHistory(str(history)))
    while True:
        try:
            yield await session.prompt_async(PROMPT)
        except (EOFError, KeyboardInterrupt):
            return


async def _piped_lines() -> AsyncIterator[str]:
    while line := await asyncio.to_thread(sys.stdin.readline):
        yield line
