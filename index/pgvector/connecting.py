"""Connections to the PostgreSQL that an index is in: few, shared by the process, none that waits for ever."""

import atexit
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock
from typing import Any

import psycopg
from psycopg.conninfo import conninfo_to_dict
from psycopg.pq import TransactionStatus
from psycopg_pool import ConnectionPool, PoolTimeout

from index.generations import IndexUnavailable

LONGEST_CONNECTING = 5
"""Seconds that a search waits for a connection."""

LONGEST_SEARCHING = 10
"""Seconds that a statement of a search may take, on the server."""

MOST_CONNECTIONS = 10
"""Of one process; who comes when all are in use waits for one."""

LONGEST_LOCKED = 30
"""Seconds that a statement of who changes the index waits for others, on the server."""

_SILENCE = 5
"""Seconds longer than the server lets a statement take: a server that keeps no limits is left alone then."""

_BOUNDS = f"-c statement_timeout={LONGEST_SEARCHING}s -c lock_timeout=5s"
_HNSW = "-c hnsw.ef_search=800 -c hnsw.iterative_scan=strict_order -c hnsw.max_scan_tuples=200000"
"""What is hidden is skipped while searching, and the search goes on until enough is found."""

_NOTICED = {"keepalives_idle": 2, "keepalives_interval": 1, "keepalives_count": 3, "tcp_user_timeout": 5000}
"""A machine that is gone is noticed within five seconds (Linux)."""

_NOTICED_THERE = " ".join(
    f"-c {name if name.startswith('tcp') else f'tcp_{name}'}={value}" for name, value in _NOTICED.items()
)
"""So does the server of the machine of a builder, and frees its locks."""

_QUOTING = ("22", "42601", "54")
"""How the SQLSTATE of an error begins that quotes values, which may be what somebody asked."""

Connection = psycopg.Connection[Any]

# What it warns of is raised here, or was not worth a word: it went well the second time.
logging.getLogger("psycopg.pool").setLevel(logging.ERROR)


class PatientConnection(psycopg.Connection[Any]):
    """Closes itself where a server that hangs does not answer at all.

    Attributes:
        patience: seconds that it waits; None for however long.
    """

    patience: float | None = LONGEST_SEARCHING + _SILENCE

    def wait(self, gen: Any, interval: float = 0.1, timeout: float | None = None) -> Any:  # noqa: ANN401
        """Wait as psycopg does, but not for ever.

        Raises:
            psycopg.OperationalError: it takes longer than the server should let it.
        """
        try:
            return super().wait(gen, interval, timeout or self.patience)
        except psycopg.OperationalError:
            if self.pgconn.transaction_status == TransactionStatus.ACTIVE:
                self.pgconn.finish()
            raise

    @contextmanager
    def unhurried(self) -> Iterator[None]:
        """Let statements take as long as they take."""
        before, self.patience = self.patience, None
        try:
            yield
        finally:
            self.patience = before


def shown(url: str) -> str:
    """Give an address without its password."""
    try:
        parts = conninfo_to_dict(url)
    except psycopg.Error:
        return "PostgreSQL"
    user, port = parts.get("user"), parts.get("port")
    where = f"{parts.get('host') or 'localhost'}{f':{port}' if port else ''}/{parts.get('dbname') or ''}"
    return f"postgresql://{f'{user}@' if user else ''}{where}"


@contextmanager
def searching(url: str) -> Iterator[Connection]:
    """Give a connection of the process, each statement in a transaction of its own.

    Raises:
        IndexUnavailable: there is no connection, or it does not do what it is asked.
    """
    with _explained(url), _pool(url).connection() as connection:
        yield connection


@contextmanager
def changing(url: str) -> Iterator[PatientConnection]:
    """Give a connection apart; locks last as long as it does.

    Raises:
        IndexUnavailable: there is no connection, or it does not do what it is asked.
    """
    # Who dies while PostgreSQL makes an index for them holds the lock no longer than a moment.
    limits = f"-c statement_timeout=0 -c lock_timeout={LONGEST_LOCKED}s"
    options = f"{limits} -c client_connection_check_interval=2s {_NOTICED_THERE}"
    with _explained(url), PatientConnection.connect(**_arguments(url, options)) as connection:
        connection.patience = LONGEST_LOCKED + _SILENCE
        yield connection


def _arguments(url: str, options: str) -> dict[str, Any]:
    address = {"conninfo": url, "autocommit": True, "connect_timeout": LONGEST_CONNECTING}
    return {**address, "options": f"{options} {_HNSW}", **_NOTICED}


def let_go(url: str) -> None:
    """Close what this process has open; a search after that opens it again."""
    with _opening:
        pool = _pools.pop(url, None)
    if pool:
        pool.close()


def _pool(url: str) -> ConnectionPool[PatientConnection]:
    with _opening:
        if url not in _pools:
            _pools[url] = _new_pool(url)
        return _pools[url]


def _new_pool(url: str) -> ConnectionPool[PatientConnection]:
    arguments = _arguments(url, _BOUNDS)

    def check(connection: PatientConnection) -> None:
        """Notice before it is used that a connection died."""
        try:
            ConnectionPool.check_connection(connection)
        except psycopg.Error:
            # So did the others, if the server was restarted; the pool waits longer after each that it finds.
            pool.drain()
            raise

    pool = ConnectionPool(
        arguments.pop("conninfo"),
        connection_class=PatientConnection,
        kwargs=arguments,
        min_size=0,
        max_size=MOST_CONNECTIONS,
        timeout=LONGEST_CONNECTING,
        check=check,
        name="index",
        open=True,
    )
    atexit.register(pool.close)
    return pool


_pools: dict[str, ConnectionPool[PatientConnection]] = {}
_opening = Lock()


@contextmanager
def _explained(url: str) -> Iterator[None]:
    try:
        yield
    except PoolTimeout as error:
        raise IndexUnavailable(shown(url), _why_not(url) or "no answer") from error
    except psycopg.Error as error:
        raise IndexUnavailable(shown(url), _said(error)) from error


def _why_not(url: str) -> str:
    """Say why there is no connection, which the pool only logs; empty where there is one."""
    try:
        psycopg.connect(**_arguments(url, "")).close()
    except psycopg.Error as error:
        return _said(error)
    return ""


def _said(error: psycopg.Error) -> str:
    """Give the first line of what is wrong; those after it may quote a statement."""
    state = error.sqlstate or ""
    if state.startswith(_QUOTING):
        return f"{type(error).__name__} ({state})"
    return error.diag.message_primary or str(error).partition("\n")[0]
