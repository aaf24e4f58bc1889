"""The process that reads files for :mod:`knowledge.reading_apart`, within limits that the kernel keeps.

Nothing but a document or a reason leaves it, as JSON: what took the process over could write no more
than words.
"""

import json
import signal
import sys
from contextlib import suppress
from dataclasses import asdict
from multiprocessing.connection import Connection

from knowledge.reading import read_bytes
from knowledge.unreadable import SkipReason, Unreadable


def main(handle: int, memory: int, seconds: float) -> None:
    """Read what comes over a connection, until its other end is closed.

    Args:
        handle: file descriptor of the connection.
        memory: most bytes of memory.
        seconds: longest time for a file; the kernel ends the process after it, whatever it is doing.
    """
    _limit("RLIMIT_CORE", 0)  # a dump would leave the words of a document on the disk
    # Not RLIMIT_AS, in which what a library reserves counts as if it were used.
    _limit("RLIMIT_DATA", memory)
    with Connection(handle) as parent, suppress(EOFError, ConnectionError):
        parent.send_bytes(b"ready")
        while True:
            name = parent.recv_bytes().decode(errors="surrogatepass")
            # The default action of SIGALRM ends the process, also inside C code.
            signal.setitimer(signal.ITIMER_REAL, seconds)
            answer = _answer(name, parent)
            signal.setitimer(signal.ITIMER_REAL, 0)
            parent.send_bytes(answer)


def _answer(name: str, parent: Connection) -> bytes:
    try:
        return _as_json(document=asdict(read_bytes(name, parent.recv_bytes())))
    except Unreadable as unreadable:
        return _as_json(reason=unreadable.reason, detail=unreadable.detail)
    except MemoryError:
        return _as_json(reason=SkipReason.TOO_MUCH_MEMORY)


def _as_json(**found: object) -> bytes:
    return json.dumps(found, ensure_ascii=False).encode(errors="replace")


def _limit(name: str, most: int) -> None:
    """Set a limit where this system knows it; macOS takes one to memory and does not keep it."""
    with suppress(ImportError, AttributeError, ValueError, OSError):
        import resource  # noqa: PLC0415 - not on every system

        resource.setrlimit(getattr(resource, name), (most, most))


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]), float(sys.argv[3]))
