"""Another process that answers along: ``python -m bench.simulation.replica DATABASE_URL DATA_DIR``."""

import asyncio
import sys
from pathlib import Path

from bench.simulation.places import settings_of
from bot.cli.progress import progress_on_stderr
from bot.serving import open_service
from bot.settings import load_settings


async def _serve(url: str, folder: Path) -> None:
    settings, index_dir = settings_of(url, folder), load_settings().index_dir
    async with open_service(settings, index_dir, progress_on_stderr, shared=True):
        await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(_serve(sys.argv[1], Path(sys.argv[2])))
