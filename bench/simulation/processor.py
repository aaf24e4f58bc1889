"""Who had the processor: the event loop, the threads that answer, the database, the model."""

import threading
from collections import defaultdict
from pathlib import Path

_KINDS = {"MainThread": "event loop", "asyncio_": "answering threads", "Thread-": "SQLite threads"}


def processor_seconds(server: int | None) -> dict[str, float]:
    """Give how many seconds each kind of thread of this process has had.

    Args:
        server: process that PostgreSQL was started as; None where there is none.
    """
    names = {thread.native_id: thread.name for thread in threading.enumerate()}
    spent: defaultdict[str, float] = defaultdict(float)
    for path in Path("/proc/self/task").iterdir():
        name = names.get(int(path.name), "")
        # What has no name in Python is of ONNX Runtime; the thread that asks it computes as well.
        kind = next((kind for start, kind in _KINDS.items() if name.startswith(start)), "model threads")
        spent[kind] += _seconds(path)
    if server is not None:
        spent["PostgreSQL"] = sum(map(_seconds, _family(server)))
    return spent


def _family(process: int) -> list[Path]:
    """The folders of a process and of its children."""
    path = Path(f"/proc/{process}")
    children = (path / "task" / str(process) / "children").read_text(encoding="ascii").split()
    return [path, *(Path(f"/proc/{child}") for child in children)]


def _seconds(path: Path) -> float:
    try:
        return int((path / "schedstat").read_text(encoding="ascii").split()[0]) / 1e9
    except OSError:
        # It ended meanwhile.
        return 0.0
