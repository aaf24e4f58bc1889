"""The log of a program that serves people."""

import logging
import sys
import threading
import warnings
from types import TracebackType
from typing import Literal, TextIO

from bot.observability import metrics
from bot.observability.log_lines import OURS, JsonLines, Lines

log = logging.getLogger(__name__)

LogFormat = Literal["text", "json"]


class CountErrors(logging.Handler):
    """Counts the errors that are logged, by the module that logs them; those of libraries by the library."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)

    def emit(self, record: logging.LogRecord) -> None:
        """Count a record."""
        package = record.name.partition(".")[0]
        metrics.ERRORS.labels(record.name if package in OURS else package).inc()


def write_log(log_format: LogFormat) -> None:
    """Write to stderr what happens from now on, in this process.

    Of our own modules everything from INFO, of others from WARNING: at INFO nio logs every event of every
    room, and httpx every address, of which those of Telegram hold the token.
    """
    written = logging.StreamHandler()
    written.setFormatter(JsonLines() if log_format == "json" else Lines())
    root = logging.getLogger()
    root.setLevel(logging.WARNING)
    for handler in (written, CountErrors()):
        root.addHandler(handler)
    for package in OURS:
        logging.getLogger(package).setLevel(logging.INFO)
    # Otherwise Python writes these itself, with all that they hold.
    warnings.showwarning = _warn
    sys.excepthook = _end
    threading.excepthook = _end_of_thread
    sys.unraisablehook = _unraisable


def _warn(
    message: Warning | str,
    category: type[Warning],
    filename: str,
    lineno: int,
    file: TextIO | None = None,
    line: str | None = None,
) -> None:
    log.warning("%s at %s:%d", category.__name__, filename, lineno)


def _end(kind: type[BaseException], error: BaseException, traceback: TracebackType | None) -> None:
    log.critical("stopped by something that nobody caught", exc_info=(kind, error, traceback))


def _end_of_thread(arguments: threading.ExceptHookArgs) -> None:
    log.error("a thread stopped by something that nobody caught", exc_info=_of(arguments.exc_value))


def _unraisable(arguments: "sys.UnraisableHookArgs") -> None:
    log.error("something failed where it cannot be raised", exc_info=_of(arguments.exc_value))


def _of(error: BaseException | None) -> BaseException | bool:
    return error or False
