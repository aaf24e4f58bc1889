"""`wegwijzer documenten set`: for whom and when a document holds, or that it is brought back."""

import asyncio
from typing import Annotated

import typer

from bot.cli.documents.carrying_out import follow, keep, say
from bot.cli.documents.store import open_store
from bot.commands.command import Name
from bot.settings import load_settings
from bot.wording import library_cli as words

HELP = words.SET


def set_document(
    name: Annotated[str, typer.Argument(metavar="NAAM", help=words.NAME)],
    terms: Annotated[list[str], typer.Argument(metavar="WAT", help=words.SET_TERMS)],
) -> None:
    """Change for whom and when a document holds; exit code 1 where that is not understood."""
    if asyncio.run(_set(name, " ".join(terms))):
        follow()


async def _set(name: str, terms: str) -> bool:
    settings = load_settings()
    async with open_store(settings) as store:
        done = await store.carry_out(Name.DOCUMENT, f"{name} {terms}")
        await say(done.reply)
        if done.action is None:
            raise typer.Exit(1)
        return await keep(done, store, settings)
