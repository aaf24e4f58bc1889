"""Reading files in a process of its own: see :mod:`knowledge.apart` for why and within what limits."""

from dataclasses import replace
from pathlib import Path
from types import TracebackType
from typing import Self

from knowledge.apart import Answer, Apart, Limits
from knowledge.document import Document
from knowledge.reading import load
from knowledge.unreadable import Rejected, Unreadable


class ReadingApart:
    """Reads files in a worker process, which starts with the first file and ends with the context.

    Args:
        limits: for each file.

    Example:
        >>> with ReadingApart() as apart:  # doctest: +SKIP
        ...     found = list(read_folder([folder], read=apart.read))
        ...     document = apart.read_bytes("nota.docx", data)
    """

    def __init__(self, limits: Limits | None = None) -> None:
        self._apart = Apart("knowledge.reading_worker", Answer[Document], limits)

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
        self._apart.close()

    def _read(self, path: Path, data: bytes) -> Document:
        try:
            document = self._apart.work_on(path.name, data)
        except Rejected as rejected:
            raise Unreadable(path, rejected.reason, rejected.detail) from rejected
        return replace(document, source=replace(document.source, document=path.name))
