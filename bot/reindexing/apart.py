"""The work on the index in a process of its own, of low priority, so that questions are not slowed by it.

In a thread it would take the interpreter from who asks, and the cores from the model that embeds a question.
"""

import asyncio
import pickle
from collections.abc import AsyncIterator, Callable
from contextlib import suppress
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess

from bot.reindexing.reindexed import Failure, Reindexed, Step
from bot.reindexing.work import Work
from bot.reindexing.worker import work_apart
from index.lock import LockedError

_PATIENCE = 5.0
"""Seconds that a process gets to end when it is told to."""


class ReindexingFailed(Exception):
    """The work on the index did not succeed; what serves is what served.

    Attributes:
        sentence: what is wrong and what to do, for people; None for what is ours to mend.
    """

    def __init__(self, sentence: str | None, detail: str) -> None:
        super().__init__(detail)
        self.sentence = sentence


async def reindex_apart(work: Work, tell: Callable[[Step], None]) -> Reindexed:
    """Read the documents again in a process of its own; cancelled, that process ends first.

    Whenever it ends, the index that serves is whole.

    Args:
        work: what is to be done.
        tell: told how far it is, many times a second.

    Raises:
        LockedError: another process changes the index.
        ReindexingFailed: anything else.
    """
    # Spawned, not forked: this process has threads, and locks that they hold.
    context = get_context("spawn")
    here, there = context.Pipe(duplex=False)
    process = context.Process(
        target=work_apart, args=(pickle.dumps(work), there), name="reindexing", daemon=True
    )
    starting = asyncio.ensure_future(asyncio.to_thread(process.start))
    try:
        await asyncio.shield(starting)
        # From here on only the other process holds that end, and the pipe is closed when it ends.
        there.close()
        async for message in _messages(here):
            match message:
                case Step():
                    tell(message)
                case Reindexed():
                    return message
                case Failure(is_locked=True):
                    raise LockedError(work.generations.place)
                case Failure(sentence=sentence, trace=trace):
                    raise ReindexingFailed(sentence, trace)
    except asyncio.CancelledError:
        await starting
        process.terminate()
        raise
    finally:
        with suppress(OSError):
            await starting
            await _ended(process)
        here.close()
        there.close()
    raise ReindexingFailed(None, f"the process ended with {process.exitcode}")


async def _messages(connection: Connection) -> AsyncIterator[object]:
    """Give what comes over a connection, until its other end is closed."""
    loop, readable = asyncio.get_running_loop(), asyncio.Event()
    loop.add_reader(connection.fileno(), readable.set)
    try:
        while True:
            await readable.wait()
            readable.clear()
            while connection.poll():
                try:
                    message = connection.recv()
                except (EOFError, OSError):
                    return
                yield message
    finally:
        loop.remove_reader(connection.fileno())


async def _ended(process: SpawnProcess) -> None:
    await asyncio.to_thread(process.join, _PATIENCE)
    if process.exitcode is None:
        process.kill()
        await asyncio.to_thread(process.join)
