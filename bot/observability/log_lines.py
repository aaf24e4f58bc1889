"""Lines of the log: for people, or for machines; never with what somebody said, or who."""

import json
import logging
from datetime import UTC, datetime
from typing import Any

from bot.observability.correlation import correlation
from bot.observability.failure import described, named

OURS = ("bot", "index", "knowledge")


class Lines(logging.Formatter):
    """One line for people; below it, indented, where an exception came from."""

    def format(self, record: logging.LogRecord) -> str:
        """Write a record."""
        line = f"{_time(record)} {record.levelname} {record.name} [{correlation()}] {_on_one_line(record)}"
        error = _exception(record)
        if error is None:
            return line
        described_error = described(error)
        shown = [line]
        for one in (described_error, *described_error["causes"]):
            shown.append(f"    {' '.join(filter(None, (one['type'], one['code'])))}")
            shown.extend(f"        {frame}" for frame in one["frames"])
        return "\n".join(shown)


class JsonLines(logging.Formatter):
    """One JSON object a line."""

    def format(self, record: logging.LogRecord) -> str:
        """Write a record."""
        fields: dict[str, Any] = {
            "time": _time(record),
            "level": record.levelname,
            "logger": record.name,
            "correlation": correlation(),
            "message": message_of(record),
        }
        error = _exception(record)
        if error is not None:
            fields["exception"] = described(error)
        return json.dumps(fields)


def message_of(record: logging.LogRecord) -> str:
    """Give the message of a record: exceptions by their names, and of other programs only what is constant.

    Ours are written so that they name no person. Those of libraries are not: aiohttp, nio and asyncio write
    events, addresses and what a task failed with. Where they pass values apart, the words around these are
    theirs; where they do not, only the place is given.
    """
    if record.name.partition(".")[0] not in OURS:
        return str(record.msg) if record.args else f"({record.module}:{record.lineno})"
    if isinstance(record.args, tuple):
        arguments = tuple(named(one) if isinstance(one, BaseException) else one for one in record.args)
        return str(record.msg) % arguments if arguments else str(record.msg)
    return record.getMessage()


def _on_one_line(record: logging.LogRecord) -> str:
    """Give the message without what would make another line of it, or other words, for who reads it."""
    return "".join(char if char.isprintable() else ascii(char)[1:-1] for char in message_of(record))


def _exception(record: logging.LogRecord) -> BaseException | None:
    return record.exc_info[1] if record.exc_info else None


def _time(record: logging.LogRecord) -> str:
    moment = datetime.fromtimestamp(record.created, UTC)
    return moment.isoformat(timespec="milliseconds").replace("+00:00", "Z")
