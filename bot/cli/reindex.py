"""`wegwijzer reindex`: make the index follow the documents."""

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer

from bot.assembly.answering import open_embedder
from bot.assembly.generations import generations_of
from bot.cli.options import IndexOption
from bot.cli.progress import progress_on_stderr
from bot.indexing import as_before
from bot.library.folder import about_library
from bot.library.hidden import Hidden
from bot.reindexing.collection import Collection
from bot.reindexing.reindexed import Ending, Stage, Step
from bot.reindexing.work import Work, reindex_collection
from bot.settings import load_settings
from bot.wording import cli as words
from bot.wording import reindexing as reindexing_words

HELP = words.REINDEX


def reindex(
    documents: Annotated[
        list[Path] | None,
        typer.Option("--documents", metavar="DIR", exists=True, help=words.REINDEX_DOCUMENTS),
    ] = None,
    index: IndexOption = None,
    force: Annotated[bool, typer.Option("--force", help=words.REINDEX_FORCE)] = False,
) -> None:
    """Index the documents; only what changed is embedded."""
    settings = load_settings()
    generations = generations_of(settings, index)
    collection = Collection(
        folders=tuple(documents or settings.documents),
        # What is made from the database belongs to the index of the assistant.
        lessons=None if index else settings.lessons_dir,
        library=None if index else settings.library_dir,
    )
    work = Work(
        settings=settings,
        collection=as_before(collection, generations),
        generations=generations,
        hidden=Hidden(about_library(settings.library_dir).withdrawn),
        forced=force,
    )
    embedder = open_embedder(settings, progress_on_stderr)
    reindexed = reindex_collection(work, embedder, _shown())
    lines = [reindexing_words.outcome(reindexed), *reindexing_words.details(reindexed)]
    refused = reindexed.ending is Ending.REFUSED
    sys.stdout.write("\n".join([*lines, *([reindexing_words.FORCE_CLI] if refused else [])]) + "\n")
    if refused:
        raise typer.Exit(1)


def _shown() -> Callable[[Step], None]:
    progress = progress_on_stderr(words.TASK_INDEX)

    def show(step: Step) -> None:
        if step.stage is Stage.EMBEDDING:
            progress(step.done, step.total)

    return show
