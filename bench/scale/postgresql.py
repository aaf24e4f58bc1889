"""The same vectors in PostgreSQL: pgvector's HNSW over halves."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path

import numpy as np
import psycopg
from numpy.typing import NDArray

from bench.scale.dense import Ground, Row
from bench.scale.measuring import Search, resident, timed_by_two, timed_in_turns
from bench.scale.vectors import FOUND, recall
from index.embedding.embedder import Vectors
from tests.postgres.server import Postgres

EXACT = 0
EFFORTS = (EXACT, 100, 200, 400, 800)
"""hnsw.ef_search: less than 100 cannot find 100. Exact: without the index."""

SETTINGS = {"shared_buffers": "1GB", "max_connections": "50"}
"""Beside these PostgreSQL is as it comes: what is committed is on the disk."""

BUILDING = {"maintenance_work_mem": "3GB", "max_parallel_maintenance_workers": "2"}
_NEAREST = b"SELECT id FROM passages ORDER BY embedding <#> %s::halfvec LIMIT 100"
_HEADER = b"PGCOPY\n\xff\r\n\0" + bytes(8)


@contextmanager
def database() -> Iterator[str]:
    """Give the address of a database of a server that is thrown away afterwards."""
    server = Postgres(SETTINGS)
    try:
        server.start()
        yield server.url(server.create_database())
    finally:
        server.close()


def measured(ground: Ground, url: str) -> list[Row]:
    """Fill a table in an empty database, build the index, and search with each effort."""
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("CREATE EXTENSION vector")
        row = {**_filled(connection, ground.vectors), **_indexed(connection)}
        # A statement that is prepared keeps the plan that it was first given, whatever is set afterwards.
        connection.prepare_threshold = None
        return [{**row, **_searched(connection, url, ground, effort)} for effort in EFFORTS]


def _filled(connection: psycopg.Connection, vectors: NDArray[np.float16]) -> Row:
    dimensions = vectors.shape[1]
    connection.execute(f"CREATE TABLE passages (id int, embedding halfvec({dimensions}))".encode())
    started = time.perf_counter()
    with connection.cursor().copy("COPY passages FROM STDIN (FORMAT BINARY)") as copy:
        copy.write(_HEADER)
        for start in range(0, len(vectors), 10_000):
            copy.write(_rows(start, vectors[start : start + 10_000]))
        copy.write(b"\xff\xff")
    return {"copy seconds": time.perf_counter() - started, "table MB": _size(connection, "passages")}


def _rows(first: int, vectors: NDArray[np.float16]) -> bytes:
    """Rows as COPY reads them: each field after its length, everything with the big end first."""
    dimensions = vectors.shape[1]
    fields = [("fields", ">i2"), ("id_length", ">i4"), ("id", ">i4"), ("length", ">i4")]
    halfvec = [("dimensions", ">i2"), ("unused", ">i2"), ("values", ">f2", (dimensions,))]
    rows = np.zeros(len(vectors), [*fields, *halfvec])
    rows["fields"], rows["id_length"], rows["id"] = 2, 4, np.arange(first, first + len(vectors))
    rows["length"], rows["dimensions"], rows["values"] = 4 + 2 * dimensions, dimensions, vectors
    return rows.tobytes()


def _indexed(connection: psycopg.Connection) -> Row:
    for name, value in BUILDING.items():
        connection.execute(f"SET {name} = '{value}'".encode())
    started = time.perf_counter()
    connection.execute("CREATE INDEX nearest ON passages USING hnsw (embedding halfvec_ip_ops)")
    took = time.perf_counter() - started
    connection.execute("ANALYZE passages")
    return {"build seconds": took, "size MB": _size(connection, "nearest")}


def _size(connection: psycopg.Connection, relation: str) -> float:
    row = connection.execute("SELECT pg_total_relation_size(%s)", (relation,)).fetchone()
    indexes = connection.execute("SELECT pg_indexes_size(%s)", (relation,)).fetchone()
    assert row
    assert indexes
    return float(row[0] - indexes[0]) / 1024**2


def _searched(connection: psycopg.Connection, url: str, ground: Ground, effort: int) -> Row:
    queries = ground.queries
    search = _searching(connection, effort)
    found = np.stack([_padded(search(query)) for query in queries])
    (times,) = timed_in_turns((search,), queries, _processor_of(connection.info.backend_pid))
    own, shared = resident(connection.info.backend_pid)
    with psycopg.connect(url, autocommit=True) as other:
        two = timed_by_two((search, _searching(other, effort)), queries)
    return {
        "effort": effort,
        "by index": _uses_index(connection, queries[0]),
        "own MB": own,
        "mapped MB": shared,
        "recall@10": recall(found, ground.exact, 10),
        "recall@100": recall(found, ground.exact, 100),
        **asdict(times),
        "two askers p50": two[0],
        "two askers p95": two[1],
    }


def _searching(connection: psycopg.Connection, effort: int) -> Search:
    if effort == EXACT:
        connection.execute("SET enable_indexscan = off")
    else:
        connection.execute("SET enable_indexscan = on")
        connection.execute(f"SET hnsw.ef_search = {effort}".encode())

    def search(query: Vectors) -> NDArray[np.int64]:
        found = connection.execute(_NEAREST, (_text(query),)).fetchall()
        return np.array([row[0] for row in found], np.int64)

    return search


def _uses_index(connection: psycopg.Connection, query: Vectors) -> bool:
    plan = connection.execute(b"EXPLAIN " + _NEAREST, (_text(query),)).fetchall()
    return "Index Scan" in str(plan)


def _text(query: Vectors) -> str:
    return "[" + ",".join(map(str, query.tolist())) + "]"


def _padded(numbers: NDArray[np.int64]) -> NDArray[np.int64]:
    return np.pad(numbers, (0, FOUND - len(numbers)), constant_values=-1)


def _processor_of(process: int) -> Callable[[], float]:
    """Give what tells how many seconds of the processor a process has had."""
    path = Path(f"/proc/{process}/schedstat")
    return lambda: int(path.read_text(encoding="ascii").split()[0]) / 1e9
