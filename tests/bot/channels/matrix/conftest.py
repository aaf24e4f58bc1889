"""Somebody who asks, and the channel with an assistant that echoes."""

import asyncio
import json
import secrets
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path

import pytest
from pydantic import SecretStr

from bot.channels.matrix.account import MatrixAccount
from bot.channels.matrix.policy import MatrixPolicy
from bot.channels.replies import Replies
from bot.storage.conversations import Conversations
from bot.storage.database import open_database
from tests.bot.channels.matrix.echo import Echo, Remembering, serve_on
from tests.synapse.encrypted_person import EncryptedPerson
from tests.synapse.person import Person
from tests.synapse.server import Synapse

REPOSITORY = Path(__file__).resolve().parents[4]


@pytest.fixture
async def anna(synapse: Synapse) -> AsyncIterator[Person]:
    async with Person.joins(synapse, "anna") as person:
        yield person


@pytest.fixture
async def bob(synapse: Synapse) -> AsyncIterator[Person]:
    async with Person.joins(synapse, "bob") as person:
        yield person


@pytest.fixture
async def eva(synapse: Synapse) -> AsyncIterator[EncryptedPerson]:
    async with EncryptedPerson.joins(synapse, "eva") as person:
        yield person


def registered(synapse: Synapse, data_dir: Path) -> MatrixAccount:
    """Register an account for an assistant."""
    account = synapse.register(f"wegwijzer-{secrets.token_hex(4)}", "geheim")
    return MatrixAccount(
        homeserver=synapse.url,
        user_id=account["user_id"],
        password=SecretStr("geheim"),
        data_dir=data_dir,
    )


@pytest.fixture
def account(synapse: Synapse, tmp_path: Path) -> MatrixAccount:
    return registered(synapse, tmp_path / "data")


@asynccontextmanager
async def serving(
    account: MatrixAccount, assistant: Replies | None = None, policy: MatrixPolicy | None = None
) -> AsyncIterator[asyncio.Task[None]]:
    """Run the channel with its inbox on disk, as long as the block lasts."""
    engine = await open_database(f"sqlite:///{account.data_dir / 'wegwijzer.db'}")
    task = asyncio.create_task(serve_on(engine, account, assistant or Echo(), policy))
    try:
        yield task
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError, Exception):
            await task
        await engine.dispose()


@asynccontextmanager
async def remembering(account: MatrixAccount, assistant: Replies | None = None) -> AsyncIterator[Replies]:
    """Give an assistant that keeps what it replies, as the real one does."""
    engine = await open_database(f"sqlite:///{account.data_dir / 'wegwijzer.db'}")
    try:
        yield Remembering(assistant or Echo(), Conversations(engine))
    finally:
        await engine.dispose()


@asynccontextmanager
async def process(account: MatrixAccount, assistant: str = "echo") -> AsyncIterator[None]:
    """Run the channel in a process of its own, which is killed when the block ends."""
    assert account.password is not None
    running = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "tests.bot.channels.matrix.echo_process", assistant),
        *(account.homeserver, account.user_id, account.password.get_secret_value(), account.data_dir),
        cwd=REPOSITORY,
    )
    try:
        yield
    finally:
        running.kill()
        await running.wait()


def session_of(account: MatrixAccount) -> dict[str, str]:
    """The session that the channel keeps."""
    return json.loads((account.data_dir / "matrix" / "session.json").read_text())


@pytest.fixture
async def channel(account: MatrixAccount) -> AsyncIterator[MatrixAccount]:
    """The running channel; gives its account."""
    async with serving(account):
        yield account
