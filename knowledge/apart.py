"""Work on a file in a process of its own, so that a bad one costs that file and not the assistant.

A parser may be stuck in C code, eat all memory or crash, and no exception comes of that. The worker that it
happens in ends, and the next file gets a new one. What a worker does is in a module of its own, which calls
`knowledge.apart_worker.serve`.

What is kept to: time, on Linux and macOS; memory, on Linux only. macOS takes a limit to memory and does not
keep it, so that there the limits in the readers themselves must do.
"""

import os
import signal
import subprocess
import sys
import threading
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing import Pipe
from pathlib import Path
from types import TracebackType
from typing import Generic, Self, TypeVar

from pydantic import BaseModel, ValidationError

from knowledge.unreadable import Rejected, SkipReason

Found = TypeVar("Found")

_START_SECONDS = 60
_END_SECONDS = 1
_GRACE_SECONDS = 30
_MOST_ANSWER_BYTES = 64 * 2**20


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What work on one file may take.

    Attributes:
        seconds: by the clock.
        memory: bytes, of the whole worker.
    """

    seconds: float = 60
    memory: int = 2**30


class WorkerError(Exception):
    """The worker does not start, which says nothing about the file."""


class Answer(BaseModel, Generic[Found]):
    """What a worker says of a file: what it found, or why there is nothing."""

    found: Found | None = None
    reason: SkipReason | None = None
    detail: str = ""


class Apart(Generic[Found]):
    """Has a worker process do its work; it starts with the first file and ends with the context.

    One worker takes all files, one at a time; threads may share it. It ends by itself when this process does.

    Args:
        module: what the worker runs.
        answer: what it answers with.
        limits: for each file.
    """

    def __init__(self, module: str, answer: type[Answer[Found]], limits: Limits | None = None) -> None:
        self._module = module
        self._answer = answer
        self._limits = limits or Limits()
        self._worker: _Worker | None = None
        self._lock = threading.Lock()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def work_on(self, name: str, data: bytes) -> Found:
        """Have a file worked on.

        Args:
            name: what the worker is told beside the bytes.
            data: the bytes of the file.

        Raises:
            Rejected: nothing comes of it, or not within the limits.
            WorkerError: the worker does not start.
        """
        with self._lock:
            is_used = self._worker is not None
            answer = self._ask(name, data)
            if is_used and self._worker is None and answer.reason is not SkipReason.TOO_SLOW:
                # The files before it may have left it too little memory.
                answer = self._ask(name, data)
        if answer.found is None:
            raise Rejected(answer.reason or SkipReason.BROKEN, answer.detail)
        return answer.found

    def close(self) -> None:
        """End the worker, once it is done with the file that it has; a next file would start another."""
        with self._lock:
            worker, self._worker = self._worker, None
            if worker is not None:
                worker.end()

    def _ask(self, name: str, data: bytes) -> Answer[Found]:
        worker = self._worker or _Worker(self._module, self._limits)
        self._worker = None
        try:
            answer = self._answer.model_validate_json(worker.ask(name, data))
        except Rejected as rejected:
            answer = self._answer(reason=rejected.reason, detail=rejected.detail)
        except ValidationError:
            worker.end()
            answer = self._answer(reason=SkipReason.BROKEN, detail="made its reader say something else")
        except BaseException:  # an answer that nobody waited for would be taken for that of the next file
            worker.end()
            raise
        if worker.has_ended or answer.reason is SkipReason.TOO_MUCH_MEMORY:
            worker.end()
        else:
            self._worker = worker
        return answer


class _Worker:
    """A process that runs a module, and the connection with it."""

    def __init__(self, module: str, limits: Limits) -> None:
        # The worker itself ends work that takes too long; this is for one that cannot do even that.
        self._patience = limits.seconds + _GRACE_SECONDS
        self._connection, theirs = Pipe()
        with theirs:
            self._process = _start(module, theirs.fileno(), limits)
        try:
            self._receive(_START_SECONDS)
        except (EOFError, OSError) as error:
            self.end()
            raise WorkerError(f"the worker ended with {self._process.returncode}") from error

    @property
    def has_ended(self) -> bool:
        return self._process.returncode is not None

    def ask(self, name: str, data: bytes) -> bytes:
        """Give what the worker answers.

        Raises:
            Rejected: it ended over this.
        """
        try:
            self._connection.send_bytes(name.encode(errors="surrogatepass"))
            self._connection.send_bytes(data)
            return self._receive(self._patience)
        except TimeoutError:
            self.end()
            raise Rejected(SkipReason.TOO_SLOW) from None
        except (EOFError, OSError):
            self.end()
            raise _verdict(-self._process.returncode) from None

    def end(self) -> None:
        """End the process; one that is ending by itself keeps its own exit code."""
        self._connection.close()
        with suppress(subprocess.TimeoutExpired):
            self._process.wait(_END_SECONDS)
        self._process.kill()
        self._process.wait()

    def _receive(self, patience: float) -> bytes:
        if not self._connection.poll(patience):
            self._process.kill()
            raise TimeoutError
        return self._connection.recv_bytes(_MOST_ANSWER_BYTES)


def _start(module: str, handle: int, limits: Limits) -> subprocess.Popen[bytes]:
    root = str(Path(__file__).parents[1])
    environment = {
        "PYTHONPATH": os.pathsep.join(filter(None, (root, os.environ.get("PYTHONPATH")))),
        # A library that sets memory apart for each processor would reach the limit on a large machine.
        "OPENBLAS_NUM_THREADS": "1",
    }
    try:
        return subprocess.Popen(  # noqa: S603 - our own program
            [sys.executable, "-P", "-m", module, *map(str, (handle, limits.memory, limits.seconds))],
            pass_fds=[handle],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            env={**os.environ, **environment},
            start_new_session=True,  # Ctrl-C is for the one who started it to handle
        )
    except OSError as error:
        raise WorkerError(str(error)) from error


def _verdict(signal_number: int) -> Rejected:
    match signal_number:
        case signal.SIGALRM:
            return Rejected(SkipReason.TOO_SLOW)
        # C++ aborts without memory, and PDFium traps; the kernel kills when the machine has none left.
        case signal.SIGABRT | signal.SIGTRAP | signal.SIGILL | signal.SIGKILL:
            return Rejected(SkipReason.TOO_MUCH_MEMORY)
        case _:
            return Rejected(SkipReason.BROKEN, f"ended its reader with signal {signal_number}")
