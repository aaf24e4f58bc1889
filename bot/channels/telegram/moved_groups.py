"""Groups that became supergroups, which gives them another id."""

import logging
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from index.durable import replace_text

log = logging.getLogger(__name__)

_moves = TypeAdapter(dict[int, int])


class MovedGroups:
    """Remembers under which id a group goes on, as the setting may name the old one.

    Several processes may keep it in one file; each reads what another one wrote.

    Args:
        path: file in which that is kept.
        allowed: the groups that the setting names.
    """

    def __init__(self, path: Path, allowed: frozenset[int]) -> None:
        self._path = path
        self._named = allowed
        self._moves: dict[int, int] = {}
        self._read_at: tuple[int, int] | None = None
        self._follow()

    @property
    def allowed(self) -> frozenset[int]:
        """The groups that are let in, under each id that they have or had."""
        self._follow()
        return self._named | {self._moves.get(group, group) for group in self._named}

    def now(self, chat: int) -> int:
        """Give the id of a chat; that of one that did not move is its own."""
        self._follow()
        return self._moves.get(chat, chat)

    def move(self, old: int, new: int) -> None:
        """Remember that a group goes on under another id, and say so to those who run the assistant."""
        self._follow()
        if self._moves.get(old) == new:
            return
        self._moves[old] = new
        self._path.parent.mkdir(parents=True, exist_ok=True)
        replace_text(self._path, _moves.dump_json(self._moves).decode())
        self._remind(old)

    def _follow(self) -> None:
        """Read the file where it is another than was read last."""
        try:
            found = self._path.stat()
        except FileNotFoundError:
            return
        if self._read_at == (found.st_ino, found.st_mtime_ns):
            return
        self._read_at = (found.st_ino, found.st_mtime_ns)
        for old, new in _read(self._path).items():
            if self._moves.get(old) != new:
                self._moves[old] = new
                self._remind(old)

    def _remind(self, old: int) -> None:
        if old in self._named:
            log.warning(
                "group %d is a supergroup now, and let in as %d: write that in telegram.allowed_groups",
                old,
                self._moves[old],
            )


def _read(path: Path) -> dict[int, int]:
    try:
        return _moves.validate_json(path.read_bytes())
    except FileNotFoundError:
        return {}
    except ValidationError:
        log.warning("%s cannot be read: groups that became supergroups are known by their old id only", path)
        return {}
