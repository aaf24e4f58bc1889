"""What the database says no with: one exception for all that passes, and never what people wrote."""

import sqlite3

from sqlalchemy import Engine, event
from sqlalchemy.engine import ExceptionContext
from sqlalchemy.exc import DBAPIError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError
from sqlalchemy.pool import AsyncAdaptedQueuePool, PoolProxiedConnection

from bot.storage.transaction import DatabaseRefuses

_DATA_EXCEPTION = "22"
"""SQLSTATE class of which even the first line quotes values."""


class RefusingPool(AsyncAdaptedQueuePool):
    """A pool of which all connections are in use too long refuses, as the database itself would.

    It asks no driver, so that nothing listens to that error.
    """

    def connect(self) -> PoolProxiedConnection:
        """Give a connection, once there is one.

        Raises:
            DatabaseRefuses: there was none for too long.
        """
        try:
            return super().connect()
        except PoolTimeoutError as error:
            raise DatabaseRefuses(str(error)) from error


def tell_refusals(engine: Engine) -> None:
    """Have every error that passes be `DatabaseRefuses`, and no error of PostgreSQL quote what is in a row.

    PostgreSQL adds to an error which values it is about ("Failing row contains ..."): that would bring what
    people wrote into the log, whatever `hide_parameters` says.

    Args:
        engine: whose errors.
    """
    event.listen(engine, "handle_error", _refusal, retval=True)


def _refusal(context: ExceptionContext) -> DatabaseRefuses | None:
    original, wrapped = context.original_exception, context.sqlalchemy_exception
    if not isinstance(wrapped, DBAPIError):
        return None
    said = _without_values(original)
    original.args = (said,)
    wrapped.args = (f"({type(original).__name__}) {said}",)
    # The pool looks itself whether a connection still works, and wants to know what is wrong with it.
    if context.is_pre_ping or not (context.is_disconnect or _passes(wrapped)):
        return None
    return DatabaseRefuses(said)


def _passes(error: DBAPIError) -> bool:
    """Whether the same may go well later: the database is away, full, locked, or too busy."""
    if not isinstance(error, OperationalError):
        return False
    # What SQLite does not understand is the same exception as a disk that is full.
    return getattr(error.orig, "sqlite_errorcode", None) != sqlite3.SQLITE_ERROR


def _without_values(error: BaseException) -> str:
    diagnosis = getattr(error, "diag", None)
    state = getattr(diagnosis, "sqlstate", None)
    if diagnosis is None or state is None:
        return " ".join(str(error).split())
    if state.startswith(_DATA_EXCEPTION):
        return f"{type(error).__name__} ({state})"
    return f"{diagnosis.message_primary}"
