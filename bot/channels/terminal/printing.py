"""What the assistant says in the terminal, printed one thing after the other."""

import asyncio
import logging
import sys
from functools import partial

from bot.channels.outbox import Outgoing
from bot.channels.terminal.files import write_anew
from bot.channels.terminal.lines import above_prompt
from bot.messages import File, Reply
from bot.rendering.plain import render
from bot.rendering.terminal import show
from bot.wording import terminal as words

log = logging.getLogger(__name__)


class Printing:
    """Prints replies.

    What takes the place of something that was said is printed below it: what is printed stays where it is.

    Args:
        interactive: somebody reads along and types, in a terminal.

    Attributes:
        turn: held while something is answered, so that what is said unasked about it comes after it.
    """

    def __init__(self, *, interactive: bool) -> None:
        self._interactive = interactive
        self._printed: set[int] = set()
        self.turn = asyncio.Lock()

    async def say(self, reply: Reply) -> None:
        """Print a reply, and write its files."""
        if self._interactive:
            show(reply)
        else:
            _write(render(reply))
        for file in reply.files:
            _write(await _written(file))

    async def say_unasked(self, outgoing: Outgoing) -> None:
        """Print what waits in the outbox, once; above the line that is being typed."""
        async with self.turn:
            if outgoing.id in self._printed:
                return
            if self._interactive:
                await above_prompt(partial(show, outgoing.reply))
            else:
                _write(render(outgoing.reply))
            self._printed.add(outgoing.id)


async def _written(file: File) -> str:
    try:
        path = await write_anew(file)
    except OSError:
        log.exception("a file cannot be written")
        return words.FILE_NOT_WRITTEN.format(name=file.name)
    if file.alternative:
        return words.PICTURE_WRITTEN.format(path=path, shown=file.alternative)
    return words.FILE_WRITTEN.format(path=path)


def _write(text: str) -> None:
    sys.stdout.write(text + "\n\n")
    sys.stdout.flush()
