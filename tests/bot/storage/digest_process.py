"""A process that tells everybody what there is, to be killed while it does."""

import asyncio
import sys

from bot.storage.database import open_database
from tests.bot.storage.test_digests import MONDAY, digest_on


async def main(url: str) -> None:
    engine = await open_database(url)
    await digest_on(engine).send(MONDAY)
    await engine.dispose()


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1]))
