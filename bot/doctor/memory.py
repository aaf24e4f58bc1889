"""Whether the assistant fits in the memory that it may use."""

import re
from collections.abc import Iterator
from pathlib import Path

from bot.doctor.finding import Finding, good, notice
from bot.wording import doctor as words
from bot.wording.attachments import readable_size

NEEDED = 800 * 2**20
"""Bytes; see docs/operations.md for what was measured."""

_SYSTEM = Path("/proc/meminfo")
_GROUP = Path("/sys/fs/cgroup")
_AVAILABLE = re.compile(r"^MemAvailable:\s+([0-9]+) kB", re.MULTILINE)


def check_memory() -> Iterator[Finding]:
    """Look how much memory may still be used, on this machine or in this container."""
    free = [found for found in (_of_the_system(), _of_the_container()) if found is not None]
    if free:
        said = words.MEMORY_FREE.format(free=readable_size(min(free)))
        is_enough = min(free) >= NEEDED
        more = words.MORE_MEMORY.format(needed=readable_size(NEEDED))
        yield good(words.MEMORY, said) if is_enough else notice(words.MEMORY, said + more)


def _of_the_system() -> int | None:
    try:
        found = _AVAILABLE.search(_SYSTEM.read_text(encoding="ascii"))
    except OSError:
        return None
    return int(found[1]) * 1024 if found else None


def _of_the_container() -> int | None:
    """What is left of the limit of a control group; None where there is no limit."""
    try:
        limit, used = ((_GROUP / f"memory.{name}").read_text(encoding="ascii") for name in ("max", "current"))
        return int(limit) - int(used)
    except (OSError, ValueError):
        return None
