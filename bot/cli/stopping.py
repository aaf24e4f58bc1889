"""Ending when the system says so: with SIGTERM, as systemd and containers do, or SIGINT, as Ctrl-C does."""

import asyncio
import logging
import os
import signal
import sys
import threading
from collections.abc import Awaitable, Callable
from contextlib import suppress
from functools import partial

from bot.delivery.stopping import Stopping

log = logging.getLogger(__name__)

FINISHING = 5.0
"""Seconds for the replies that are under way."""

LONGEST = 9.0
"""Seconds from the signal until the process ends, whatever it is doing."""

_SIGNALS = (signal.SIGTERM, signal.SIGINT)


async def serve_until_stopped(serve: Callable[[Stopping], Awaitable[None]]) -> bool:
    """Serve until a signal comes, and end cleanly: what is under way is finished, everything is closed.

    A second signal ends the process at once. A message that was not answered is at the next start.

    Args:
        serve: serves until cancelled.

    Returns:
        Whether a signal came.

    Raises:
        Exception: as `serve` raised it.
    """
    stopping, told = Stopping(), asyncio.Event()
    for number in _SIGNALS:
        asyncio.get_running_loop().add_signal_handler(number, told.set)
    serving = asyncio.ensure_future(serve(stopping))
    waiting = asyncio.create_task(told.wait())
    await asyncio.wait({serving, waiting}, return_when=asyncio.FIRST_COMPLETED)
    waiting.cancel()
    if told.is_set():
        log.info("stopping")
        _end_anyhow()
        await stopping.settle(FINISHING)
        serving.cancel()
    with suppress(asyncio.CancelledError):
        await serving
    log.info("stopped")
    return told.is_set()


def end_at_once() -> None:
    """End with exit code 0 once everything is closed.

    Python would first take down all that is loaded, which is half a second of work, and many times that on a
    machine that is busy.
    """
    logging.shutdown()
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(0)


def _end_anyhow() -> None:
    """Have the process end in time, also where a thread computes on; and at once, where that is asked again.

    What is on disk is whole at every moment, so that ending like this loses nothing.
    """
    for number in _SIGNALS:
        asyncio.get_running_loop().remove_signal_handler(number)
        # Not the default: the first process of a container is not ended by that.
        signal.signal(number, lambda again, _frame: os._exit(128 + again))
    timer = threading.Timer(LONGEST, partial(_give_up, LONGEST))
    timer.daemon = True
    timer.start()


def _give_up(seconds: float) -> None:
    log.error("not stopped within %.0f s, and ended", seconds)
    os._exit(1)
