"""Files that are sent from the terminal: a line names one, and it is read where it is."""

import asyncio
import re
import shlex
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from bot.attachments import AttachmentUnavailable, Obstacle
from bot.messages import Attachment

_COMMAND = re.compile(r"\s*(?:bijlage\s*:|/bijlage(?=\s))\s*(?P<path>\S.*?)\s*", re.IGNORECASE)


class AttachmentNotFound(Exception):
    """A line names a file that is not there.

    Attributes:
        path: where it should be.
    """

    def __init__(self, path: Path) -> None:
        super().__init__(f"{path} is not a file that can be read")
        self.path = path


async def read_attachment(line: str) -> tuple[Attachment, str] | None:
    """Give the file that a line attaches and what is said with it; None where it attaches none.

    The line is ``bijlage: PATH`` or ``/bijlage PATH``, and may go on after the path. Whoever has
    spaces in the path then quotes it.

    Raises:
        AttachmentNotFound: there is no such file.
    """
    command = _COMMAND.fullmatch(line)
    return await asyncio.to_thread(_attach, command["path"]) if command else None


async def fetch(attachment: Attachment, largest: int) -> bytes:
    """Give the content of a file.

    Args:
        attachment: as `read_attachment` gave it.
        largest: most bytes that it may have.

    Raises:
        AttachmentUnavailable: it cannot be had.
    """
    content = await asyncio.to_thread(_read, attachment, largest)
    if len(content) > largest:
        raise AttachmentUnavailable(attachment, Obstacle.TOO_LARGE)
    return content


def _attach(written: str) -> tuple[Attachment, str]:
    for candidate, said in _readings(written):
        # The home of a user who does not exist is a RuntimeError.
        with suppress(OSError, RuntimeError):
            path = Path(candidate).expanduser()
            if path.is_file():
                source = str(path.absolute())
                return Attachment(name=path.name, size=path.stat().st_size, source=source), said
    raise AttachmentNotFound(Path(written))


def _readings(written: str) -> Iterator[tuple[str, str]]:
    """Give the ways to read a path with something behind it, the likeliest first.

    A terminal writes quotes or backslashes into a path that is dropped on it.
    """
    yield written, ""
    with suppress(ValueError):
        words = shlex.split(written)
        yield " ".join(words), ""
        yield words[0], " ".join(words[1:])


def _read(attachment: Attachment, largest: int) -> bytes:
    try:
        with Path(attachment.source).open("rb") as file:
            return file.read(largest + 1)
    except OSError as error:
        raise AttachmentUnavailable(attachment, Obstacle.MISSING) from error
