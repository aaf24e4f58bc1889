"""`wegwijzer documenten withdraw`: nothing of a document is shown any more."""

import asyncio
from typing import Annotated

import typer

from bot.cli.documents.asking import is_sure
from bot.cli.documents.carrying_out import follow, keep, say
from bot.cli.documents.store import open_store
from bot.commands.command import Name
from bot.commands.documents import SURE
from bot.settings import load_settings
from bot.wording import library_cli as words

HELP = words.WITHDRAW


def withdraw_document(
    name: Annotated[str, typer.Argument(metavar="NAAM", help=words.NAME)],
    yes: Annotated[bool, typer.Option("--yes", help=words.YES)] = False,
) -> None:
    """Withdraw a document, after asking; exit code 1 where nothing is withdrawn."""
    if not asyncio.run(_withdraw(name, yes=yes)):
        raise typer.Exit(1)
    follow()


async def _withdraw(name: str, *, yes: bool) -> bool:
    settings = load_settings()
    async with open_store(settings) as store:
        asked = await store.carry_out(Name.WITHDRAW, name)
        # Without something to be sure of there is nothing to withdraw.
        sure = next((choice for choice in asked.reply.choices if choice.value.endswith(f" {SURE}")), None)
        if sure is None or not yes:
            await say(asked.reply)
        if sure is None or not (yes or is_sure()):
            return False
        done = await store.carry_out(Name.WITHDRAW, sure.value.partition(" ")[2])
        await say(done.reply)
        return await keep(done, store, settings)
