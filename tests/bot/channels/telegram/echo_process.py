"""The channel with an echoing assistant as a process of its own, so that a test can kill it."""

import asyncio
import sys
from pathlib import Path

from tests.bot.channels.telegram.conftest import run


async def main(url: str, data_dir: str) -> None:
    await run(url, Path(data_dir))


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
