"""What is said when everything that is kept moves to another database."""

from collections.abc import Mapping

MIGRATE_DATA = """Kopieer alles wat bewaard is naar een andere, lege database.

Stop eerst de assistent: wat daarna nog binnenkomt, gaat niet mee.

Voorbeeld: wegwijzer migrate-data --to postgresql://wegwijzer@localhost/wegwijzer"""
TO = (
    "Adres van de lege database. Staat er een wachtwoord in, geef het dan in de omgeving: op de "
    "opdrachtregel kunnen anderen het zien."
)
COPIED = "Gekopieerd, {rows} rijen:"
NEXT = (
    "Zet nu database_url op het nieuwe adres. De oude database is niet veranderd. De index gaat niet mee: "
    "staat index_backend op pgvector, dan wordt hij bij de start opnieuw gemaakt."
)
IN_USE = (
    "in de nieuwe database staat al iets ({table}). Er is niets gekopieerd. "
    "Geef het adres van een lege database."
)


def describe(moved: Mapping[str, int]) -> str:
    """Say how many rows of each table were copied."""
    longest = max(map(len, moved))
    return "\n".join(
        (
            COPIED.format(rows=sum(moved.values())),
            *(f"  {table:<{longest}}  {rows}" for table, rows in moved.items()),
            NEXT,
        )
    )
