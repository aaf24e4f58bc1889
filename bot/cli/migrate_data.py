"""`wegwijzer migrate-data`: go on in another database with everything that is kept."""

import asyncio
import sys
from typing import Annotated

import typer

from bot.settings import load_settings
from bot.storage.copying import copy_database
from bot.storage.database import opened
from bot.wording import migrating as words

HELP = words.MIGRATE_DATA


def migrate_data(
    to: Annotated[str, typer.Option("--to", envvar="WEGWIJZER_MIGRATE_TO", metavar="URL", help=words.TO)],
) -> None:
    """Copy everything that is kept to an empty database, and say what was copied."""
    asyncio.run(_migrate(load_settings().database, to))


async def _migrate(here: str, there: str) -> None:
    async with opened(here) as source, opened(there) as target:
        moved = await copy_database(source, target)
    sys.stdout.write(words.describe(moved) + "\n")
