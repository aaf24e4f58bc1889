"""Earlier lines for the arrow keys, in this conversation and the next."""

from collections.abc import Callable
from pathlib import Path

from prompt_toolkit.history import FileHistory


class History(FileHistory):
    """Offers every line as long as the conversation lasts, and keeps those that may be kept.

    Args:
        path: file that keeps them.
        may_keep: whether a line may be written there.
    """

    def __init__(self, path: Path, may_keep: Callable[[str], bool]) -> None:
        super().__init__(str(path))
        self._may_keep = may_keep

    def store_string(self, string: str) -> None:
        """Write a line that was just typed."""
        if self._may_keep(string):
            super().store_string(string)
