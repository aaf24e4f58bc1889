"""The process of :mod:`knowledge.apart`: work on files, within limits that the kernel keeps.

Nothing but what was found or a reason leaves it, as JSON: what took the process over could write no more than
words.
"""

import json
import signal
import sys
from collections.abc import Callable
from contextlib import suppress
from multiprocessing.connection import Connection

from knowledge.unreadable import Rejected, SkipReason

Work = Callable[[str, bytes], object]
"""Gives what JSON can hold of a file, told by a name and its bytes; it may raise `Rejected`."""


def serve(work: Work) -> None:
    """Work on what comes, until its other end is closed, as the arguments of the program say.

    These are the file descriptor of the connection, the most bytes of memory, and the longest time for a
    file in seconds: the kernel ends the process after it, whatever it is doing.
    """
    handle, memory, seconds = int(sys.argv[1]), int(sys.argv[2]), float(sys.argv[3])
    _limit("RLIMIT_CORE", 0)  # a dump would leave the words of a document on the disk
    # Not RLIMIT_AS, in which what a library reserves counts as if it were used.
    _limit("RLIMIT_DATA", memory)
    with Connection(handle) as parent, suppress(EOFError, ConnectionError):
        parent.send_bytes(b"ready")
        while True:
            name = parent.recv_bytes().decode(errors="surrogatepass")
            # The default action of SIGALRM ends the process, also inside C code.
            signal.setitimer(signal.ITIMER_REAL, seconds)
            answer = _answer(work, name, parent)
            signal.setitimer(signal.ITIMER_REAL, 0)
            parent.send_bytes(answer)


def _answer(work: Work, name: str, parent: Connection) -> bytes:
    try:
        return _as_json(found=work(name, parent.recv_bytes()))
    except Rejected as rejected:
        return _as_json(reason=rejected.reason, detail=rejected.detail)
    except MemoryError:
        return _as_json(reason=SkipReason.TOO_MUCH_MEMORY)


def _as_json(**answer: object) -> bytes:
    return json.dumps(answer, ensure_ascii=False).encode(errors="replace")


def _limit(name: str, most: int) -> None:
    """Set a limit where this system knows it; macOS takes one to memory and does not keep it."""
    with suppress(ImportError, AttributeError, ValueError, OSError):
        import resource  # noqa: PLC0415 - not on every system

        resource.setrlimit(getattr(resource, name), (most, most))
