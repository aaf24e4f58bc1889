"""The lines that are typed or piped in."""

import asyncio
import io
import sys
from collections.abc import AsyncIterator, Callable

PROMPT = "> "


async def typed_lines() -> AsyncIterator[str]:
    """Ask for lines until the input ends (Ctrl-D) or is interrupted (Ctrl-C).

    The arrow keys bring back the lines of this conversation. They are not written to a file: a draft
    that is thrown away, and a person who wants to be forgotten, would live on in it.
    """
    # prompt_toolkit takes a tenth of a second to import; a pipe never needs it.
    from prompt_toolkit import PromptSession  # noqa: PLC0415

    session: PromptSession[str] = PromptSession()
    while True:
        try:
            yield await session.prompt_async(PROMPT)
        except (EOFError, KeyboardInterrupt):
            return


async def above_prompt(show: Callable[[], None]) -> None:
    """Print something while a line may be being typed: it comes above that, which stays as it was."""
    from prompt_toolkit.application import run_in_terminal  # noqa: PLC0415

    await run_in_terminal(show)


async def piped_lines() -> AsyncIterator[str]:
    """Give the lines of the standard input; what is no text in them is shown as a replacement character."""
    if isinstance(sys.stdin, io.TextIOWrapper):
        sys.stdin.reconfigure(errors="replace")
    while line := await asyncio.to_thread(sys.stdin.readline):
        yield line
