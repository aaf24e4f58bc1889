"""Groups that became supergroups, which gives them another id."""

import logging
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from index.durable import replace_text

log = logging.getLogger(__name__)

_moves = TypeAdapter(dict[int, int])


class MovedGroups:
    """Remembers under which id a group goes on, as the setting may name the old one.

    Args:
        path: file in which that is kept.
        allowed: the groups that the setting names.
    """

    def __init__(self, path: Path, allowed: frozenset[int]) -> None:
        self._path = path
        self._named = allowed
        self._moves = _read(path)
        for old in self._moves:
            self._remind(old)

    @property
    def allowed(self) -> frozenset[int]:
        """The groups that are let in, under each id that they have or had."""
        return self._named | {self.now(group) for group in self._named}

    def now(self, chat: int) -> int:
        """Give the id of a chat; that of one that did not move is its own."""
        return self._moves.get(chat, chat)

    def move(self, old: int, new: int) -> None:
        """Remember that a group goes on under another id, and say so to those who run the assistant."""
        if self._moves.get(old) == new:
            return
        self._moves[old] = new
        self._path.parent.mkdir(parents=True, exist_ok=True)
        replace_text(self._path, _moves.dump_json(self._moves).decode())
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
