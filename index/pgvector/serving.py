"""Which generation serves, and which there are."""

import json

from psycopg.sql import SQL, Composed

from index.generations import FORMAT, Generation, Manifest, NoIndexError
from index.pgvector.connecting import Connection
from index.pgvector.tables import NAME

_SERVE = """
UPDATE {schema}.generation SET switched = now()
WHERE number = %(number)s OR number = (SELECT number FROM {schema}.serving);
"""


def on_index(statement: str) -> Composed:
    """Fill in the schema in a statement on the tables that all generations share."""
    return SQL(statement).format(schema=NAME)


def serve(connection: Connection, number: int, *, held: bool) -> None:
    """Let a generation serve; only in a transaction."""
    connection.execute(on_index(_SERVE), {"number": number})
    connection.execute(on_index("UPDATE {schema}.serving SET number = %s, held = %s"), [number, held])


def read_manifest(place: str, number: int, manifest: str) -> Generation:
    """Read what a generation is.

    Raises:
        NoIndexError: another version made it.
    """
    try:
        stored = json.loads(manifest)
        if stored["format"] != FORMAT:
            raise NoIndexError(place, "outdated")
        return Generation(number, Manifest(**stored))
    except (ValueError, KeyError, TypeError):
        raise NoIndexError(place, "damaged") from None
