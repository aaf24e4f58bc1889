"""Which index is used: the one that the settings name, or one in a folder that a command was given."""

from pathlib import Path

from bot.settings import Settings
from bot.storage.database import parsed
from bot.storage.postgresql import for_libpq
from index.backend import Generations
from index.files.generations import FileGenerations


def generations_of(settings: Settings, folder: Path | None = None) -> Generations:
    """Give an index.

    Args:
        settings: say where the index of the assistant is.
        folder: of another index; None for that of the assistant.
    """
    if folder is not None:
        return FileGenerations(folder)
    if settings.index_backend == "pgvector":
        # Who has an index in files need not wait for what speaks to PostgreSQL.
        from index.pgvector.generations import PgvectorGenerations  # noqa: PLC0415

        return PgvectorGenerations(for_libpq(parsed(settings.database)))
    return FileGenerations(settings.index_dir)
