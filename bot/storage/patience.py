"""A connection to PostgreSQL that does not wait for ever for a server that says nothing any more."""

from typing import Any

import psycopg
from psycopg.pq import TransactionStatus

LONGEST_SILENCE = 65.0
"""Seconds; longer than the server itself lets a statement take."""


class PatientConnection(psycopg.AsyncConnection[Any]):
    """Closes itself where the server does not answer at all.

    The time limits of PostgreSQL are kept by the server: one that hangs, or that cannot be reached while the
    connection stays open, keeps none of them.
    """

    async def wait(self, gen: Any, interval: float = 0.1, timeout: float | None = None) -> Any:  # noqa: ANN401, ASYNC109
        """Wait until something is done, as psycopg does, but no longer than `LONGEST_SILENCE`.

        Raises:
            psycopg.OperationalError: it takes longer.
        """
        try:
            return await super().wait(gen, interval, timeout or LONGEST_SILENCE)
        except psycopg.OperationalError:
            if self.pgconn.transaction_status == TransactionStatus.ACTIVE:
                self.pgconn.finish()
            raise
