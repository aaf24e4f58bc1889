"""A generation in the making, in tables that nobody reads yet."""

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import asdict, replace
from itertools import accumulate, count, islice

import numpy as np
from numpy.typing import NDArray
from pydantic import TypeAdapter

from index.embedding.embedder import Vectors
from index.generations import Generation, Manifest
from index.letter_runs import letter_runs
from index.pgvector import tables
from index.pgvector.connecting import PatientConnection
from index.pgvector.loading import copy_vectors
from index.pgvector.opened import PgvectorOpened
from index.pgvector.runs import pack
from index.pgvector.serving import on_index, serve
from index.pgvector.words import as_full_text
from knowledge.passage import Passage

MOST_EXACT = 100_000
"""Passages up to which all vectors are compared; with more, the nearest are found through HNSW."""

_AT_ONCE = 1_000
"""Passages that are sent together."""

_PASSAGE = TypeAdapter(Passage)

_STAGING = """
CREATE TEMPORARY TABLE IF NOT EXISTS arriving (
    number integer, document integer, title integer, first_line integer, lines integer, length integer,
    runs bytea, passage text, words text
) ON COMMIT DELETE ROWS
"""

_ARRIVED = """
INSERT INTO {passage}
SELECT number, document, title, first_line, lines, length, runs, passage, to_tsvector('dutch', words)
FROM arriving ORDER BY number
"""

_PASSAGES_READY = """
ALTER TABLE {passage} ADD PRIMARY KEY (number);
CREATE INDEX ON {passage} USING gin (words) WITH (fastupdate = off);
ALTER TABLE {run} ADD PRIMARY KEY (run);
ALTER TABLE {word} ADD PRIMARY KEY (word);
ALTER TABLE {document} ADD PRIMARY KEY (number);
ANALYZE {passage}, {run}, {word}, {document}
"""


class PgvectorBuilding:
    """A generation in the making; see `index.backend.Building`.

    Attributes:
        number: that it gets.
    """

    def __init__(self, connection: PatientConnection, url: str, number: int) -> None:
        """Take the connection that holds the lock of whoever builds."""
        self.number = number
        self._connection = connection
        self._url = url
        self._documents: NDArray[np.int64] = np.zeros(0, np.int64)

    def write_passages(self, passages: Sequence[Passage], texts: Sequence[str]) -> None:
        """Write all passages, in order, with the text that each is found by."""
        connection = self._connection
        tables.make_generation_tables(connection, self.number)
        connection.execute(_STAGING)
        documents, titles, runs = _Numbers(), _Numbers(), _Numbers()
        holding: Counter[int] = Counter()
        of_documents = []
        first_lines = accumulate((len(passage.lines) for passage in passages), initial=0)
        rows = zip(count(), passages, texts, first_lines, strict=False)
        columns = "int4 int4 int4 int4 int4 int4 bytea text text".split()
        for _ in range(0, len(passages), _AT_ONCE):
            with connection.transaction(), connection.cursor() as cursor:
                with cursor.copy("COPY arriving FROM STDIN (FORMAT BINARY)") as copy:
                    copy.set_types(columns)
                    for number, passage, text, first_line in islice(rows, _AT_ONCE):
                        held = Counter(map(runs.number, letter_runs(text)))
                        holding.update(held.keys())
                        of_documents.append(documents.number(passage.source.document))
                        copy.write_row(
                            (
                                number,
                                of_documents[-1],
                                titles.number(passage.source.title),
                                first_line,
                                len(passage.lines),
                                held.total(),
                                pack(held),
                                _PASSAGE.dump_json(passage).decode(),
                                as_full_text(text),
                            )
                        )
                cursor.execute(tables.with_names(_ARRIVED, self.number))
        self._documents = np.array(of_documents, np.int64)
        self._copy(
            "run", "text int4 int4".split(), ((run, number, holding[number]) for run, number in runs.all())
        )
        self._copy("document", "int4 text".split(), ((number, name) for name, number in documents.all()))
        source = tables.with_names("SELECT words FROM {passage}", self.number).as_string(connection)
        counted = tables.with_names("INSERT INTO {word} SELECT word, ndoc FROM ts_stat(%s)", self.number)
        with connection.unhurried():
            connection.execute(counted, [source])
            connection.execute(tables.with_names(_PASSAGES_READY, self.number))

    def write_passage_vectors(
        self, dimensions: int, keys: Sequence[bytes], chunks: Iterable[Vectors]
    ) -> None:
        """Write the vectors of all passages, in order, and what finds the nearest among them."""
        self._write_vectors("passage_vector", dimensions, keys, chunks, [self._documents])
        hnsw = (
            "CREATE INDEX ON {passage_vector} USING hnsw (vector halfvec_ip_ops);"
            if len(keys) > MOST_EXACT
            else ""
        )
        # Several processes would share memory that a container has little of.
        self._connection.execute("SET max_parallel_maintenance_workers = 0")
        self._ready("passage_vector", hnsw)

    def write_line_vectors(self, dimensions: int, keys: Sequence[bytes], chunks: Iterable[Vectors]) -> None:
        """Write the vectors of all lines of all passages, in order."""
        self._write_vectors("line_vector", dimensions, keys, chunks, [])
        self._ready("line_vector")

    def open(self) -> PgvectorOpened:
        """Open what was written, to try it before it serves."""
        return PgvectorOpened(self._url, self.number, len(self._documents))

    def commit(self, manifest: Manifest) -> Generation:
        """Make it the generation that serves, in one transaction."""
        manifest = replace(manifest, files=tables.sizes(self._connection, self.number))
        with self._connection.transaction():
            self._connection.execute(
                on_index("INSERT INTO {schema}.generation (number, manifest) VALUES (%s, %s)"),
                [self.number, json.dumps(asdict(manifest), ensure_ascii=False)],
            )
            serve(self._connection, self.number, held=False)
        return Generation(self.number, manifest)

    def release(self) -> None:
        """Let the index follow the documents again."""
        self._connection.execute(on_index("UPDATE {schema}.serving SET held = false"))

    def _write_vectors(
        self,
        table: str,
        dimensions: int,
        keys: Sequence[bytes],
        chunks: Iterable[Vectors],
        columns: Sequence[NDArray[np.int64]],
    ) -> None:
        tables.make_vector_table(self._connection, table, self.number, dimensions)
        name = tables.with_names(f"{{{table}}}", self.number)
        done = 0
        for chunk in chunks:
            end = done + len(chunk)
            numbers = [np.arange(done, end), *(column[done:end] for column in columns)]
            copy_vectors(self._connection, name, numbers, keys[done:end], chunk)
            done = end

    def _ready(self, table: str, more: str = "") -> None:
        statements = f"ALTER TABLE {{{table}}} ADD PRIMARY KEY (number); {more} ANALYZE {{{table}}}"
        with self._connection.unhurried():
            self._connection.execute(tables.with_names(statements, self.number))

    def _copy(self, table: str, types: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
        copying = tables.with_names(f"COPY {{{table}}} FROM STDIN (FORMAT BINARY)", self.number)
        with self._connection.cursor() as cursor, cursor.copy(copying) as copy:
            copy.set_types(types)
            for row in rows:
                copy.write_row(row)


class _Numbers:
    """Numbers texts in the order in which they are first seen, from 0."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}

    def number(self, text: str) -> int:
        return self._numbers.setdefault(text, len(self._numbers))

    def all(self) -> Iterable[tuple[str, int]]:
        return self._numbers.items()
