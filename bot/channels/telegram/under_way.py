"""Messages of which nobody knows whether Telegram has them, on disk as long as that is so."""

import logging
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError

from bot.channels.telegram.whole_writes import write_all

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class UnderWay:
    """A message between the moment at which it is sent and the moment at which that is known.

    Attributes:
        chat: where it goes.
        since: the highest number of a message that was known before; None where none was.
        cause: the message that it replies to.
        number: which of the replies to that it is, or is a part of.
        before: events of the parts of that reply that come before it.
        after: events that come after it.
        text: what it says, as it may be kept; None for a file.
        caption: what is said with a file; None for nothing.
        mode: how Telegram reads that; None for plain text.
        keyboard: its buttons, as the Bot API has them.
    """

    chat: int
    since: int | None
    cause: str
    number: int
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    text: str | None = None
    caption: str | None = None
    mode: str | None = None
    keyboard: dict[str, Any] | None = None


_message = TypeAdapter(UnderWay)


class UnderWayMessages:
    """Keeps for each chat the message that is under way to it; there is never more than one.

    It is a small file that is made and removed again, which takes microseconds, so nothing waits for it; it
    outlives the process, also one that is killed.

    Args:
        folder: where the files are.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)

    def put(self, message: UnderWay) -> None:
        """Note that a message is on its way."""
        file = os.open(self._path(message.chat), os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        try:
            write_all(file, _message.dump_json(message))
        finally:
            os.close(file)

    def to(self, chat: int) -> UnderWay | None:
        """Give the message that is on its way to a chat; None where none is."""
        try:
            written = self._path(chat).read_bytes()
            # Killed while it was noted, nothing was sent yet.
            return _message.validate_json(written) if written else None
        except FileNotFoundError:
            return None
        except ValidationError:
            log.warning("a note of a message under way cannot be read, and is left out")
            return None

    def remove(self, chat: int) -> None:
        """Note that nothing is on its way to a chat."""
        self._path(chat).unlink(missing_ok=True)

    def _path(self, chat: int) -> Path:
        return self._folder / str(chat)
