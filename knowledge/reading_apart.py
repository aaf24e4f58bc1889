"""Reading files in a process of its own, so that a bad one costs a document and not the assistant.

A parser may be stuck in C code, eat all memory or crash, and no exception comes of that. The worker that it
happens in ends, and the next file gets a new one.

What is kept to: time, on Linux and macOS; memory, on Linux only. macOS takes a limit to memory and does not
keep it, so that there the limits in the readers themselves must do.
"""

import os
import signal
import subprocess
import sys
import threading
from contextlib import suppress
from dataclasses import dataclass, replace
from multiprocessing import Pipe
from pathlib import Path
from types import TracebackType
from typing import Self

from pydantic import BaseModel, ValidationError

from knowledge.document import Document
from knowledge.reading import load
from knowledge.unreadable import SkipReason, Unreadable

_START_SECONDS = 60
_END_SECONDS = 1
_GRACE_SECONDS = 30
_MOST_ANSWER_BYTES = 64 * 2**20


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What reading one file may take.

    Attributes:
        seconds: by the clock.
        memory: bytes, of the whole worker.
    """

    seconds: float = 60
    memory: int = 2**30


class WorkerError(Exception):
    """The worker does not start, which says nothing about the file."""


class ReadingApart:
    """Reads files in a worker process, which starts with the first file and ends with the context.

    One worker reads all files, one at a time; threads may share it. It ends by itself when this process does.

    Args:
        limits: for each file.

    Example:
        >>> with ReadingApart() as apart:  # doctest: +SKIP
        ...     found = list(read_folder([folder], read=apart.read))
        ...     document = apart.read_bytes("nota.docx", data)
    """

    def __init__(self, limits: Limits | None = None) -> None:
        self._limits = limits or Limits()
        self._worker: _Worker | None = None
        self._lock = threading.Lock()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def read(self, path: Path) -> Document:
        """Read one file.

        Args:
            path: the file; its extension tells the format.

        Raises:
            Unreadable: nothing in it can be read, or not within the limits.
            WorkerError: the worker does not start.
        """
        return self._read(path, load(path))

    def read_bytes(self, name: str, data: bytes) -> Document:
        """Read what a file holds.

        Args:
            name: file name; its extension tells the format.
            data: the bytes of the file.

        Raises:
            Unreadable: nothing in it can be read, or not within the limits.
            WorkerError: the worker does not start.
        """
        return self._read(Path(name), data)

    def close(self) -> None:
        """End the worker, once it is done with the file that it reads; a next file would start another."""
        with self._lock:
            worker, self._worker = self._worker, None
            if worker is not None:
                worker.end()

    def _read(self, path: Path, data: bytes) -> Document:
        with self._lock:
            is_used = self._worker is not None
            answer = self._ask(path.name, data)
            if is_used and self._worker is None and answer.reason is not SkipReason.TOO_SLOW:
                # The files before it may have left it too little memory.
                answer = self._ask(path.name, data)
        if answer.document is None:
            raise Unreadable(path, answer.reason or SkipReason.BROKEN, answer.detail)
        return replace(answer.document, source=replace(answer.document.source, document=path.name))

    def _ask(self, name: str, data: bytes) -> "_Answer":
        worker = self._worker or _Worker(self._limits)
        self._worker = None
        try:
            answer = worker.ask(name, data)
        except BaseException:  # an answer that nobody waited for would be taken for that of the next file
            worker.end()
            raise
        if worker.has_ended or answer.reason is SkipReason.TOO_MUCH_MEMORY:
            worker.end()
        else:
            self._worker = worker
        return answer


class _Answer(BaseModel):
    """What a worker says of a file: a document, or why there is none."""

    document: Document | None = None
    reason: SkipReason | None = None
    detail: str = ""


class _Worker:
    """A process that runs `knowledge.reading_worker`, and the connection with it."""

    def __init__(self, limits: Limits) -> None:
        # The worker itself ends a reading that takes too long; this is for one that cannot do even that.
        self._patience = limits.seconds + _GRACE_SECONDS
        self._connection, theirs = Pipe()
        with theirs:
            self._process = _start(theirs.fileno(), limits)
        try:
            self._receive(_START_SECONDS)
        except (EOFError, OSError) as error:
            self.end()
            raise WorkerError(f"the worker ended with {self._process.returncode}") from error

    @property
    def has_ended(self) -> bool:
        return self._process.returncode is not None

    def ask(self, name: str, data: bytes) -> _Answer:
        try:
            self._connection.send_bytes(name.encode(errors="surrogatepass"))
            self._connection.send_bytes(data)
            return _Answer.model_validate_json(self._receive(self._patience))
        except TimeoutError:
            self.end()
            return _Answer(reason=SkipReason.TOO_SLOW)
        except (EOFError, OSError):
            self.end()
            return _verdict(-self._process.returncode)
        except ValidationError:
            self.end()
            return _Answer(reason=SkipReason.BROKEN, detail="made its reader say something else")

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


def _start(handle: int, limits: Limits) -> subprocess.Popen[bytes]:
    root = str(Path(__file__).parents[1])
    environment = {
        "PYTHONPATH": os.pathsep.join(filter(None, (root, os.environ.get("PYTHONPATH")))),
        # A library that sets memory apart for each processor would reach the limit on a large machine.
        "OPENBLAS_NUM_THREADS": "1",
    }
    try:
        return subprocess.Popen(  # noqa: S603 - our own program
            [
                *(sys.executable, "-P", "-m", "knowledge.reading_worker"),
                *map(str, (handle, limits.memory, limits.seconds)),
            ],
            pass_fds=[handle],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            env={**os.environ, **environment},
            start_new_session=True,  # Ctrl-C is for the one who started it to handle
        )
    except OSError as error:
        raise WorkerError(str(error)) from error


def _verdict(signal_number: int) -> _Answer:
    match signal_number:
        case signal.SIGALRM:
            return _Answer(reason=SkipReason.TOO_SLOW)
        # C++ aborts without memory, and PDFium traps; the kernel kills when the machine has none left.
        case signal.SIGABRT | signal.SIGTRAP | signal.SIGILL | signal.SIGKILL:
            return _Answer(reason=SkipReason.TOO_MUCH_MEMORY)
        case _:
            return _Answer(reason=SkipReason.BROKEN, detail=f"ended its reader with signal {signal_number}")
