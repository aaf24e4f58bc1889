"""The channel with an echoing assistant as processes of their own, so that a test can kill them.

usage: echo_process.py HOMESERVER USER_ID PASSWORD DATA_DIR

See `tests.torture.forks`.
"""

import sys
from functools import partial
from pathlib import Path

from pydantic import SecretStr

from bot.channels.matrix.account import MatrixAccount
from bot.storage.database import open_database
from tests.bot.channels.matrix.echo import Echo, serve_on
from tests.torture.forks import fork_for_each_line


async def answer_people(account: MatrixAccount) -> None:
    engine = await open_database(f"sqlite:///{account.data_dir / 'wegwijzer.db'}")
    await serve_on(engine, account, Echo())


def main(homeserver: str, user_id: str, password: str, data_dir: Path) -> None:
    account = MatrixAccount(
        homeserver=homeserver, user_id=user_id, password=SecretStr(password), data_dir=data_dir
    )
    fork_for_each_line(partial(answer_people, account), data_dir / "log")


if __name__ == "__main__":
    main(*sys.argv[1:4], Path(sys.argv[4]))
