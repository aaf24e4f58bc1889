"""The tables of an index in PostgreSQL.

All are in a schema of their own. Two are of the index: which generations there are, and which one
serves. Each generation has tables of its own, whose names end in its number: nobody reads them before it is
among those that there are, and removing it is dropping them.

| table | a row for each |
|---|---|
| `generation` | complete generation, with its manifest |
| `serving` | one: the generation that serves, whether it is held, what it was made of |
| `document_7` | document |
| `passage_7` | passage: as JSON, its letter runs (`index.pgvector.runs`), its words as Dutch full text |
| `passage_vector_7`, `line_vector_7` | passage, and line, in the order of the passages |
| `run_7`, `word_7` | letter run, and word of the full text: how many passages hold it |
"""

import psycopg
from psycopg.sql import SQL, Composed, Identifier

from index.generations import IndexUnavailable
from index.pgvector.connecting import Connection

SCHEMA = "wegwijzer_index"
NAME = Identifier(SCHEMA)

OF_A_GENERATION = ("document", "passage_vector", "passage", "line_vector", "run", "word")
"""In the order in which a search locks them, so that dropping them and a search never wait for each other."""

_INDEX = """
CREATE TABLE IF NOT EXISTS {schema}.generation (
    number integer PRIMARY KEY,
    manifest text NOT NULL,
    -- When it last came or ceased to serve.
    switched timestamptz NOT NULL DEFAULT now()
);
CREATE TABLE IF NOT EXISTS {schema}.serving (
    one boolean PRIMARY KEY DEFAULT true CHECK (one),
    number integer REFERENCES {schema}.generation,
    held boolean NOT NULL DEFAULT false,
    stamp text
);
INSERT INTO {schema}.serving DEFAULT VALUES ON CONFLICT DO NOTHING
"""

_GENERATION = """
CREATE TABLE {document} (number integer NOT NULL, name text NOT NULL);
CREATE TABLE {passage} (
    number integer NOT NULL,
    document integer NOT NULL,
    -- Shared by the passages of the same title.
    title integer NOT NULL,
    first_line integer NOT NULL,
    lines integer NOT NULL,
    -- How many letter runs, with repeats.
    length integer NOT NULL,
    -- Read for each candidate: it stays in the row.
    runs bytea STORAGE MAIN NOT NULL,
    passage text NOT NULL,
    words tsvector NOT NULL
);
CREATE TABLE {run} (run text NOT NULL, number integer NOT NULL, passages integer NOT NULL);
CREATE TABLE {word} (word text NOT NULL, passages integer NOT NULL);
"""

_VECTORS = """
CREATE TABLE {table} (
    number integer NOT NULL,
    {more}
    key bytea NOT NULL,
    vector halfvec({dimensions}) STORAGE PLAIN NOT NULL
)
"""

_MORE = {"passage_vector": "document integer NOT NULL,", "line_vector": ""}


def with_names(statement: str, number: int) -> Composed:
    """Fill in the names of the tables of a generation."""
    names = {table: Identifier(SCHEMA, f"{table}_{number}") for table in OF_A_GENERATION}
    return SQL(statement).format(**names)


def statement(number: int, text: str) -> bytes:
    """Fill in the names of the tables of a generation once, for a statement that is used again and again."""
    return with_names(text, number).as_bytes(None)


def make_index_tables(connection: Connection, place: str) -> None:
    """Make what an index needs, where it is not there.

    Raises:
        IndexUnavailable: there is no pgvector in the database, and this user may not add it.
    """
    # A database in which an administrator made both needs no right to make either.
    if not connection.execute("SELECT 1 FROM pg_extension WHERE extname = 'vector'").fetchone():
        try:
            connection.execute("CREATE EXTENSION IF NOT EXISTS vector")
        except (psycopg.errors.InsufficientPrivilege, psycopg.errors.FeatureNotSupported) as error:
            raise IndexUnavailable(place, error.diag.message_primary or "", lacks_extension=True) from error
    if not has_index_tables(connection):
        connection.execute(SQL("CREATE SCHEMA IF NOT EXISTS {schema}").format(schema=NAME))
        connection.execute(SQL(_INDEX).format(schema=NAME))


def has_index_tables(connection: Connection) -> bool:
    """Whether there ever was an index in this database."""
    (found,) = connection.execute("SELECT to_regclass(%s)", [f"{SCHEMA}.serving"]).fetchone() or (None,)
    return found is not None


def make_generation_tables(connection: Connection, number: int) -> None:
    """Make the tables of a generation but those of vectors."""
    connection.execute(with_names(_GENERATION, number))


def make_vector_table(connection: Connection, table: str, number: int, dimensions: int) -> None:
    """Make the table of the vectors of passages, or that of lines."""
    filled = {"table": f"{{{table}}}", "more": _MORE[table], "dimensions": dimensions}
    connection.execute(with_names(_VECTORS.format(**filled), number))


def drop_generation_tables(connection: Connection, number: int) -> None:
    """Drop the tables of a generation, as far as they are there."""
    names = (Identifier(SCHEMA, f"{table}_{number}") for table in OF_A_GENERATION)
    connection.execute(SQL("DROP TABLE IF EXISTS {}").format(SQL(", ").join(names)))


def numbers_with_tables(connection: Connection) -> set[int]:
    """Tell of which generations there are tables, also of those that were never completed."""
    found = connection.execute(
        "SELECT DISTINCT substring(tablename FROM '_([0-9]+)$')::integer FROM pg_tables"
        " WHERE schemaname = %s AND tablename ~ '_[0-9]+$'",
        [SCHEMA],
    )
    return {number for (number,) in found}


def sizes(connection: Connection, number: int) -> dict[str, int]:
    """Return the sizes in bytes of the tables of a generation, with their indexes."""
    tables = [f"{table}_{number}" for table in OF_A_GENERATION]
    return {
        table: connection.execute("SELECT pg_total_relation_size(%s)", [f"{SCHEMA}.{table}"]).fetchone()[0]  # type: ignore[index]
        for table in tables
    }
