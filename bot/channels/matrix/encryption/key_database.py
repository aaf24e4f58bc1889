"""The database of the keys, where what cannot be written is an exception of ours."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import peewee

from bot.delivery.delivery import ChannelUnavailable


class KeysNotKept(ChannelUnavailable):
    """The keys cannot be written: the disk is full, say. What they are for must wait until they can be."""


class KeyDatabase(peewee.SqliteDatabase):  # type: ignore[misc]  # peewee carries no types
    """Raises `KeysNotKept` where something does not go well now and may later."""

    def execute_sql(self, *args: Any, **more: Any) -> Any:  # noqa: ANN401
        """Execute a statement."""
        with _kept():
            return super().execute_sql(*args, **more)

    def commit(self) -> Any:  # noqa: ANN401
        """End a transaction."""
        with _kept():
            return super().commit()


@contextmanager
def _kept() -> Iterator[None]:
    try:
        yield
    except peewee.OperationalError as error:
        raise KeysNotKept(f"keys cannot be kept: {error}") from error
