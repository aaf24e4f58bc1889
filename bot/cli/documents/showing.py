"""`wegwijzer documenten show`: one document."""

import asyncio
from typing import Annotated

import typer

from bot.cli.documents.carrying_out import say
from bot.cli.documents.store import HERE, open_store
from bot.cli.evaluation_set.adding import DocumentUnknown
from bot.library.finding import document_named, nearest_documents
from bot.library.showing import document_reply
from bot.settings import load_settings
from bot.wording import library_cli as words

HELP = words.SHOW


def show_document(
    name: Annotated[str, typer.Argument(metavar="NAAM", help=words.NAME)],
) -> None:
    """Show all that there is to say about a document."""
    asyncio.run(_show(name))


async def _show(typed: str) -> None:
    async with open_store(load_settings()) as store:
        entries = {entry.name: entry for entry in await store.catalogue.entries()}
    name = document_named(typed, entries)
    if name is None:
        raise DocumentUnknown(typed, nearest_documents(typed, entries))
    await say(document_reply(entries[name], HERE))
