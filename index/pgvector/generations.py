"""The generations of an index in PostgreSQL: which serves, which there are, and which are kept."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import datetime

import psycopg

from index.generations import (
    Generation,
    Keeping,
    NoGenerationError,
    NoIndexError,
    WrongModelError,
)
from index.lock import LockedError
from index.pgvector import tables
from index.pgvector.building import PgvectorBuilding
from index.pgvector.connecting import Connection, PatientConnection, changing, searching, shown
from index.pgvector.opened import PgvectorOpened
from index.pgvector.serving import on_index, read_manifest, serve

_BUILDING, _WORKING = 0x496E64657831, 0x496E64657832
"""Name the locks of who changes the index, and of who sees to what is to be done to it."""

_ALL = "SELECT number, manifest, switched FROM {schema}.generation ORDER BY number DESC"
_CURRENT = "SELECT number, manifest FROM {schema}.generation JOIN {schema}.serving USING (number)"


@dataclass(frozen=True, slots=True)
class PgvectorGenerations:
    """An index in a PostgreSQL database; see `index.backend.Generations`.

    Attributes:
        url: address of the database, as libpq reads it.
    """

    url: str = field(repr=False)

    @property
    def place(self) -> str:
        """The address without its password."""
        return shown(self.url)

    def serving(self) -> int:
        """Return the number of the generation that serves; 0 where none does."""
        with searching(self.url) as connection:
            if not tables.has_index_tables(connection):
                return 0
            (number,) = connection.execute(on_index("SELECT number FROM {schema}.serving")).fetchone() or (0,)
        return number or 0

    def current(self) -> Generation:
        """Return the generation that serves."""
        with searching(self.url) as connection:
            there = tables.has_index_tables(connection)
            found = connection.execute(on_index(_CURRENT)).fetchone() if there else None
        if found is None:
            raise NoIndexError(self.place, "missing")
        return read_manifest(self.place, *found)

    def all(self) -> tuple[Generation, ...]:
        """Return all generations that this version reads, newest first."""
        with searching(self.url) as connection:
            there = tables.has_index_tables(connection)
            rows = connection.execute(on_index(_ALL)).fetchall() if there else []
        found = []
        for number, manifest, _ in rows:
            with suppress(NoIndexError):
                found.append(read_manifest(self.place, number, manifest))
        return tuple(found)

    def is_held(self) -> bool:
        """Whether the generation that serves is to stay, whatever the documents do."""
        return bool(self._of_serving("SELECT held FROM {schema}.serving"))

    def open(self, generation: Generation) -> PgvectorOpened:
        """Open a generation; nothing of it is read before it is searched."""
        return PgvectorOpened(self.url, generation.number, generation.manifest.passages)

    @contextmanager
    def builder(self) -> Iterator[PgvectorBuilding]:
        """Let the next generation be made in tables of its own, by one process at a time."""
        with self._locked(_BUILDING) as connection:
            tables.make_index_tables(connection, self.place)
            found = connection.execute(on_index("SELECT number FROM {schema}.generation")).fetchall()
            complete = {number for (number,) in found}
            for left in tables.numbers_with_tables(connection) - complete:
                tables.drop_generation_tables(connection, left)
            building = PgvectorBuilding(connection, self.url, max(complete, default=0) + 1)
            try:
                yield building
            finally:
                # Also where the connection is what failed: what it left is removed by the next build.
                if not connection.broken:
                    self._remove_unless_complete(connection, building.number)

    def go_back(self, number: int, model: str) -> Generation:
        """Make a generation from before the current one again, and hold it there."""
        with self._locked(_BUILDING) as connection:
            found = {generation.number: generation for generation in self.all()}
            if number not in found:
                raise NoGenerationError(self.place, number)
            if found[number].manifest.model != model:
                raise WrongModelError(self.place, found[number].manifest.model, model)
            with connection.transaction():
                serve(connection, number, held=True)
        return found[number]

    def remove_old(self, keeping: Keeping, now: datetime) -> tuple[int, ...]:
        """Remove the generations that need not be kept; who still answers from one has to open another."""
        with self._locked(_BUILDING) as connection:
            serving = self.current().number
            rows = connection.execute(on_index(_ALL)).fetchall()
            switched = {number: moment for number, _, moment in rows}
            old = keeping.old(list(switched), serving, switched.__getitem__, now)
            for number in old:
                with connection.transaction():
                    connection.execute(
                        on_index("DELETE FROM {schema}.generation WHERE number = %s"), [number]
                    )
                    tables.drop_generation_tables(connection, number)
        return tuple(old)

    @contextmanager
    def working(self) -> Iterator[None]:
        """Let one process at a time see to what is to be done."""
        with self._locked(_WORKING):
            yield

    def read_stamp(self) -> str | None:
        """Return what `write_stamp` wrote last."""
        stamp = self._of_serving("SELECT stamp FROM {schema}.serving")
        return None if stamp is None else str(stamp)

    def write_stamp(self, stamp: str) -> None:
        """Keep what the maker of the index wants to remember of what it was made of."""
        with searching(self.url) as connection:
            if not tables.has_index_tables(connection):
                tables.make_index_tables(connection, self.place)
            connection.execute(on_index("UPDATE {schema}.serving SET stamp = %s"), [stamp])

    @contextmanager
    def _locked(self, lock: int) -> Iterator[PatientConnection]:
        """Hold a lock as long as a connection lasts; PostgreSQL frees it when that ends, however it ends."""
        with changing(self.url) as connection:
            (held,) = connection.execute("SELECT pg_try_advisory_lock(%s)", [lock]).fetchone() or (False,)
            if not held:
                raise LockedError(self.place)
            try:
                yield connection
            finally:
                # The end of a connection is noticed a moment later, and the lock is wanted again by then.
                with suppress(psycopg.Error):
                    connection.execute("SELECT pg_advisory_unlock(%s)", [lock])

    def _of_serving(self, statement: str) -> object:
        with searching(self.url) as connection:
            if not tables.has_index_tables(connection):
                return None
            row = connection.execute(on_index(statement)).fetchone()
        return row[0] if row else None

    def _remove_unless_complete(self, connection: Connection, number: int) -> None:
        known = on_index("SELECT 1 FROM {schema}.generation WHERE number = %s")
        if not connection.execute(known, [number]).fetchone():
            tables.drop_generation_tables(connection, number)
