"""One input against one target, within limits."""

import resource
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

from tests.fuzzing.target import NotAsItMust, Target

SECONDS = 2.0
"""Of processor time, so that a busy machine makes nothing slow."""

MEMORY = 2**30
"""Bytes that an input may ask for on top of what is in use."""


def run(target: Target, data: bytes) -> None:
    """Parse an input.

    Raises:
        Exception: whatever a parser of others' input must not raise; `NotAsItMust` where it is too slow, or
            what comes of it is not well made; `MemoryError` where it wants too much.
    """
    with _limited_time(), _limited_memory():
        target.check(data)


@contextmanager
def _limited_time() -> Iterator[None]:
    def stop(_signal: int, _frame: FrameType | None) -> None:
        raise NotAsItMust(f"takes more than {SECONDS:g} seconds")

    before = signal.signal(signal.SIGPROF, stop)
    signal.setitimer(signal.ITIMER_PROF, SECONDS)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


@contextmanager
def _limited_memory() -> Iterator[None]:
    if sys.platform != "linux":
        yield
        return
    soft, hard = resource.getrlimit(resource.RLIMIT_DATA)
    resource.setrlimit(resource.RLIMIT_DATA, (_in_use() + MEMORY, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_DATA, (soft, hard))


def _in_use() -> int:
    fields = Path("/proc/self/statm").read_text().split()
    return int(fields[5]) * resource.getpagesize()
