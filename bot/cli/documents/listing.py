"""`wegwijzer documenten list`: the documents that the assistant answers from, a line each."""

import asyncio
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Annotated

import typer
from rich.table import Table
from rich.text import Text

from bot.cli.documents.store import open_store
from bot.cli.knelpunten.screen import print_table
from bot.library.catalogue import Entry
from bot.library.listing import is_asked_for
from bot.overview.period import day_here
from bot.settings import load_settings
from bot.text import clean
from bot.wording import library as library_words
from bot.wording import library_cli as words

HELP = words.LIST


def list_documents(
    asked: Annotated[list[str] | None, typer.Argument(metavar="WOORD", help=words.LIST_WORDS)] = None,
) -> None:
    """List the documents with all of these words: a table on a terminal, else tab separated values."""
    entries = [entry for entry in asyncio.run(_entries()) if is_asked_for(entry, " ".join(asked or ()))]
    if not sys.stdout.isatty():
        for entry in entries:
            sys.stdout.write("\t".join(_values(entry)) + "\n")
        return
    table = Table(box=None, expand=True, header_style="bold", pad_edge=False)
    for heading, ratio in zip(words.HEADINGS, (2, 2, None, 2), strict=True):
        table.add_column(heading, no_wrap=ratio is None, ratio=ratio, overflow="fold")
    for entry in entries:
        table.add_row(*map(Text, _values(entry)))
    print_table(table)


async def _entries() -> tuple[Entry, ...]:
    async with open_store(load_settings()) as store:
        return await store.catalogue.entries()


def _values(entry: Entry) -> Iterator[str]:
    today = day_here(datetime.now(UTC))
    yield clean(entry.name)
    yield clean(entry.source.title)
    yield str(entry.passages)
    yield ", ".join(library_words.features(entry, today))
