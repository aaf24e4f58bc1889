"""`wegwijzer backup`: everything that is kept in one file, also while the assistant runs."""

import asyncio
import sys
from pathlib import Path
from typing import Annotated

import typer

from bot.backup.making import make_backup
from bot.cli.output import check_output
from bot.settings import load_settings
from bot.wording import backup as words

HELP = words.BACKUP


def backup(
    output: Annotated[Path, typer.Argument(metavar="BESTAND", dir_okay=False, help=words.OUTPUT)],
    force: Annotated[bool, typer.Option("--force", help=words.FORCE)] = False,
) -> None:
    """Make a backup, and say what is in it."""
    check_output(output, force=force)
    path = output.resolve()
    manifest = asyncio.run(make_backup(load_settings(), path))
    sys.stdout.write(f"{words.made(manifest, output, path.stat().st_size)}\n{words.PRIVATE}\n")
