"""`wegwijzer restore`: go on from a backup."""

import asyncio
import sys
from pathlib import Path
from typing import Annotated

import typer

from bot.backup.restoring import restore as restore_backup
from bot.settings import load_settings
from bot.wording import backup as words

HELP = words.RESTORE


def restore(
    backup: Annotated[Path, typer.Argument(metavar="BESTAND", exists=True, dir_okay=False, help=words.INPUT)],
) -> None:
    """Restore a backup, and say what to do next."""
    settings = load_settings()
    manifest = asyncio.run(restore_backup(settings, backup))
    has_index = manifest.generation is not None and settings.index_backend == "files"
    has_keys = any(name.startswith("data/matrix/") for name in manifest.parts)
    lines = [
        words.restored(manifest),
        *([] if has_index else [words.REINDEXED]),
        *([words.OLD_KEYS] if has_keys else []),
        words.START,
    ]
    sys.stdout.write("\n".join(lines) + "\n")
