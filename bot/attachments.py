"""Fetching a file that came with a message, on whatever channel it came."""

from collections.abc import Awaitable, Callable
from enum import StrEnum
from typing import NoReturn

from bot.messages import Attachment

Fetch = Callable[[Attachment], Awaitable[bytes]]
"""Gives the content of a file. Raises `AttachmentUnavailable`."""


class Obstacle(StrEnum):
    """Why a file cannot be had."""

    TOO_LARGE = "too_large"
    MISSING = "missing"
    ENCRYPTED = "encrypted"
    UNREACHABLE = "unreachable"


class AttachmentUnavailable(Exception):
    """The content of a file cannot be had.

    Attributes:
        attachment: the file.
        obstacle: why; only what is unreachable may be there another time.
    """

    def __init__(self, attachment: Attachment, obstacle: Obstacle) -> None:
        super().__init__(f"an attachment is {obstacle.value.replace('_', ' ')}")
        self.attachment = attachment
        self.obstacle = obstacle


async def no_files(attachment: Attachment) -> NoReturn:
    """Fetch nothing: for a channel that carries no files."""
    raise AttachmentUnavailable(attachment, Obstacle.MISSING)
