"""Another process that answers along: ``python -m bench.simulation.replica DATABASE_URL DATA_DIR``."""

import asyncio
import sys
from pathlib import Path

from pydantic import SecretStr

from bot.cli.progress import progress_on_stderr
from bot.serving import open_service
from bot.settings import Settings, load_settings


async def _serve(url: str, folder: Path) -> None:
    settings = Settings(data_dir=folder, database_url=SecretStr(url))
    async with open_service(settings, load_settings().index_dir, progress_on_stderr, shared=True):
        await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(_serve(sys.argv[1], Path(sys.argv[2])))
