"""What went wrong last, without anything of what people said."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from types import TracebackType

MOST_KEPT = 10

_OURS = ("bot.", "index.", "knowledge.")


@dataclass(frozen=True, slots=True)
class KeptError:
    """Something that went wrong.

    Attributes:
        logger: what says so.
        error: type of the exception, or ``""`` where there was none.
        place: the module and the line where it went wrong, as far as it is in a module of ours.
        times: how often, since the start.
        last: when the last time.
    """

    logger: str
    error: str
    place: str
    times: int
    last: datetime


class LastErrors(logging.Handler):
    """Keeps what went wrong last: of what is logged, only the type of the exception and the place.

    The messages themselves are not kept: they name events, and the words of an exception can be what somebody
    said. The same thing in the same place is kept once, so that it does not push out the others.
    """

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self._kept: dict[tuple[str, str, str], KeptError] = {}

    @property
    def kept(self) -> tuple[KeptError, ...]:
        """What went wrong last, newest first."""
        self.acquire()
        try:
            return tuple(reversed(self._kept.values()))
        finally:
            self.release()

    def emit(self, record: logging.LogRecord) -> None:
        """Keep what was logged; only through `handle`, which lets threads take turns."""
        error, place = "", f"{record.name}:{record.lineno}"
        if record.exc_info and record.exc_info[0]:
            error, place = record.exc_info[0].__name__, _place(record.exc_info[2]) or place
        key = (record.name, error, place)
        before = self._kept.pop(key, None)
        last = datetime.fromtimestamp(record.created, UTC)
        self._kept[key] = KeptError(record.name, error, place, before.times + 1 if before else 1, last)
        if len(self._kept) > MOST_KEPT:
            del self._kept[next(iter(self._kept))]


@contextmanager
def errors_kept() -> Iterator[None]:
    """Keep what goes wrong in this process as long as the block runs, for `last_errors`."""
    root = logging.getLogger()
    added: list[logging.Handler] = [LastErrors()]
    if not root.handlers and logging.lastResort:
        # Without any handler the library writes what goes wrong to stderr: ours is no reason not to.
        added.append(logging.lastResort)
    for handler in added:
        root.addHandler(handler)
    try:
        yield
    finally:
        for handler in added:
            root.removeHandler(handler)


def last_errors() -> tuple[KeptError, ...]:
    """What went wrong last in this process, newest first; nothing where that is not kept."""
    handlers = logging.getLogger().handlers
    return next((handler.kept for handler in handlers if isinstance(handler, LastErrors)), ())


def _place(traceback: TracebackType | None) -> str:
    """The innermost place in a module of ours, or ``""``."""
    place = ""
    while traceback is not None:
        module = str(traceback.tb_frame.f_globals.get("__name__", ""))
        if module.startswith(_OURS):
            place = f"{module}:{traceback.tb_lineno}"
        traceback = traceback.tb_next
    return place
