"""The lines that are typed or piped in."""

import asyncio
import sys
from collections.abc import AsyncIterator, Callable
from pathlib import Path

PROMPT = "> "


async def typed_lines(history: Path, may_keep: Callable[[str], bool]) -> AsyncIterator[str]:
    """Ask for lines until the input ends (Ctrl-D) or is interrupted (Ctrl-C).

    Args:
        history: file that keeps earlier lines for the arrow keys.
        may_keep: whether a line may go into that file.
    """
    # prompt_toolkit takes a tenth of a second to import; a pipe never needs it.
    from prompt_toolkit import PromptSession  # noqa: PLC0415

    from bot.channels.terminal.history import History  # noqa: PLC0415

    history.parent.mkdir(parents=True, exist_ok=True)
    session: PromptSession[str] = PromptSession(history=History(history, may_keep))
    while True:
        try:
            yield await session.prompt_async(PROMPT)
        except (EOFError, KeyboardInterrupt):
            return


async def piped_lines() -> AsyncIterator[str]:
    """Give the lines of the standard input."""
    while line := await asyncio.to_thread(sys.stdin.readline):
        yield line
