"""`wegwijzer documenten add`: files become documents, after showing what they would become."""

import asyncio
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from bot.channels.terminal.attachments import fetch
from bot.cli.documents.asking import is_sure
from bot.cli.documents.carrying_out import follow, keep, say
from bot.cli.documents.store import open_store, typed_here
from bot.messages import Attachment
from bot.privacy.gate import Admitted
from bot.settings import load_settings
from bot.wording import library_cli as words

HELP = words.ADD


def add_documents(
    files: Annotated[
        list[Path], typer.Argument(metavar="BESTAND", exists=True, dir_okay=False, help=words.ADD_FILES)
    ],
    yes: Annotated[bool, typer.Option("--yes", help=words.YES)] = False,
) -> None:
    """Show what files would become, ask, and add them; exit code 1 where nothing is added."""
    if not asyncio.run(_add(files, yes=yes)):
        raise typer.Exit(1)
    follow()


async def _add(files: list[Path], *, yes: bool) -> bool:
    settings = load_settings()
    fetch_file = partial(fetch, largest=settings.largest_file)
    attachments = tuple(
        Attachment(name=file.name, size=file.stat().st_size, source=str(file.absolute())) for file in files
    )
    async with open_store(settings) as store:
        done = await store.adding.preview(typed_here(), Admitted("", attachments), fetch_file)
        await say(done.reply)
        while done.awaiting and (yes or is_sure()):
            done = await store.adding.add(done.awaiting.message, typed_here(), fetch_file)
            await say(done.reply)
        return await keep(done, store, settings)
