"""`wegwijzer reindex`: make the index follow the documents."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from bot.assembly import open_embedder
from bot.cli.options import IndexOption
from bot.cli.progress import progress_on_stderr
from bot.indexing import index_documents
from bot.settings import load_settings
from bot.wording import cli as words
from bot.wording.indexing import describe

HELP = words.REINDEX


def reindex(
    documents: Annotated[
        list[Path] | None,
        typer.Option("--documents", metavar="DIR", exists=True, help=words.REINDEX_DOCUMENTS),
    ] = None,
    index: IndexOption = None,
) -> None:
    """Index the documents; only what changed is embedded."""
    settings = load_settings()
    embedder = open_embedder(settings, progress_on_stderr)
    summary = index_documents(
        documents or settings.documents,
        index or settings.index_dir,
        embedder,
        progress_on_stderr(words.TASK_INDEX),
        # Lessons belong to the index of the assistant.
        lessons=None if index else settings.lessons_dir,
    )
    sys.stdout.write(describe(summary) + "\n")
