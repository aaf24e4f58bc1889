"""The channel with an echoing assistant as a process of its own, so that a test can kill it."""

import asyncio
import sys
from pathlib import Path

from pydantic import SecretStr

from bot.channels.matrix.account import MatrixAccount
from bot.storage.database import open_database
from tests.bot.channels.matrix.echo import Discreet, Echo, serve_on

ASSISTANTS = {"echo": Echo, "discreet": Discreet}


async def main(assistant: str, homeserver: str, user_id: str, password: str, data_dir: str) -> None:
    account = MatrixAccount(
        homeserver=homeserver, user_id=user_id, password=SecretStr(password), data_dir=Path(data_dir)
    )
    engine = await open_database(f"sqlite:///{data_dir}/wegwijzer.db")
    await serve_on(engine, account, ASSISTANTS[assistant](seconds=0.04))


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
