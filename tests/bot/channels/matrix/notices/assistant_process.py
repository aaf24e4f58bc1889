"""The assistant in Matrix rooms as processes of their own, so that a test can kill them.

usage: assistant_process.py HOMESERVER USER_ID PASSWORD DATA_DIR HANDLER...

See `tests.torture.forks`; the embedding model and the documents are those of `tests.torture`.
"""

import asyncio
import sys
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from pydantic import SecretStr

from bot.assembly.answering import dialogue_with
from bot.assembly.assistant import assistant_on
from bot.assembly.base import Base
from bot.channels.matrix.account import MatrixAccount
from bot.channels.matrix.channel import serve
from bot.channels.matrix.policy import MatrixPolicy
from bot.serving import Service
from bot.settings import Settings
from bot.storage.database import open_database
from bot.storage.outbox import Outbox
from index.embedding.batching import BatchingEmbedder
from tests.bot.channels.matrix.echo import APOLOGY, LARGEST_FILE
from tests.torture.assistant_process import no_progress, settings_in, small_embedder
from tests.torture.forks import fork_for_each_line


async def answer_people(account: MatrixAccount, settings: Settings) -> None:
    engine = await open_database(settings.database)
    embedder = BatchingEmbedder(small_embedder())
    dialogue = await asyncio.to_thread(dialogue_with, embedder, settings, None, no_progress)
    service = Service(assistant_on(Base(dialogue, embedder, engine, settings)), Outbox(engine), engine)
    await serve(account, service.store("matrix"), service.assistant, APOLOGY, MatrixPolicy(), LARGEST_FILE)


def main(homeserver: str, user_id: str, password: str, data_dir: Path, handlers: Sequence[str]) -> None:
    account = MatrixAccount(
        homeserver=homeserver, user_id=user_id, password=SecretStr(password), data_dir=data_dir
    )
    settings = settings_in(
        data_dir,
        roles=[{"channel": "matrix", "person": person, "role": "behandelaar"} for person in handlers],
        workflow={"quiet_from": 0, "quiet_until": 0},
    )
    dialogue_with(small_embedder(), settings, None, no_progress)
    fork_for_each_line(partial(answer_people, account, settings), data_dir / "log")


if __name__ == "__main__":
    main(*sys.argv[1:4], Path(sys.argv[4]), sys.argv[5:])
