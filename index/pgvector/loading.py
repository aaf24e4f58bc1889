"""Writing many rows of vectors at once, in PostgreSQL's binary format for COPY.

https://www.postgresql.org/docs/current/sql-copy.html, and `halfvec_recv` of pgvector.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from psycopg.sql import SQL, Composed

from index.embedded_text import KEY_BYTES
from index.embedding.embedder import Vectors
from index.pgvector.connecting import Connection

_HEADER = b"PGCOPY\n\xff\r\n\0" + bytes(8)
_END = b"\xff\xff"


def copy_vectors(
    connection: Connection,
    table: Composed,
    numbers: Sequence[NDArray[np.int64]],
    keys: Sequence[bytes],
    vectors: Vectors,
) -> None:
    """Add rows to a table of whole numbers, a key and a vector, in this order of columns.

    Args:
        connection: to the database.
        table: its name.
        numbers: for each column of whole numbers an array of shape (rows,).
        keys: of `KEY_BYTES` each.
        vectors: of shape (rows, dimensions); written in float16.
    """
    rows, dimensions = vectors.shape
    columns = [
        part for place in range(len(numbers)) for part in ((f"size{place}", ">i4"), (f"number{place}", ">i4"))
    ]
    row = np.dtype(
        [
            ("fields", ">i2"),
            *columns,
            ("key_size", ">i4"),
            ("key", f"V{KEY_BYTES}"),
            ("vector_size", ">i4"),
            ("dimensions", ">i2"),
            ("unused", ">i2"),
            ("vector", ">f2", (dimensions,)),
        ]
    )
    written = np.zeros(rows, row)
    written["fields"] = len(numbers) + 2
    for place, column in enumerate(numbers):
        written[f"size{place}"], written[f"number{place}"] = 4, column
    written["key_size"], written["key"] = KEY_BYTES, np.frombuffer(b"".join(keys), f"V{KEY_BYTES}")
    written["vector_size"], written["dimensions"] = 4 + 2 * dimensions, dimensions
    written["vector"] = vectors
    copying = SQL("COPY {} FROM STDIN (FORMAT BINARY)").format(table)
    with connection.cursor() as cursor, cursor.copy(copying) as copy:
        copy.write(_HEADER)
        copy.write(written.tobytes())
        copy.write(_END)


def read_vector(sent: bytes) -> Vectors:
    """Read a vector as `halfvec_send` gives it, of shape (dimensions,)."""
    return np.frombuffer(sent, ">f2", offset=4).astype(np.float32)


def as_text(vector: Vectors) -> str:
    """Write a vector as pgvector reads it."""
    return f"[{','.join(map(str, vector.tolist()))}]"
