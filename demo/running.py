"""Everything that the demonstration is made of, started and stopped together."""

import asyncio
import secrets
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from bot.settings import Settings
from demo.assistant import Assistant, assistant
from demo.people import ANNA, BRAM, furnish, logged_in
from demo.website import website
from tests.synapse.server import Synapse

STARTED_WITHIN = 120.0
"""Seconds that the assistant may take until it has joined its rooms."""


@dataclass(frozen=True, slots=True)
class Demonstration:
    """A demonstration that can be visited.

    Attributes:
        address: of the web client.
        assistant: who answers there.
        homeserver: where everything is said.
        conversations: the room of each visitor with the assistant, by user id.
    """

    address: str
    assistant: Assistant
    homeserver: Synapse
    conversations: Mapping[str, str]


@asynccontextmanager
async def running(folder: Path, installed: Settings) -> AsyncIterator[Demonstration]:
    """Run the demonstration as long as the block lasts.

    Args:
        folder: an empty folder, for everything that is written.
        installed: whose language model and index are used.

    Raises:
        AssistantStopped: the assistant cannot start.
    """
    (folder / "synapse").mkdir()
    synapse = Synapse(folder / "synapse")
    try:
        await _start(synapse)
        password = secrets.token_urlsafe()
        user = synapse.register("wegwijzer", password, shown="Wegwijzer")["user_id"]
        async with assistant(folder / "assistant", synapse.url, user, password, installed) as process:
            async with asyncio.timeout(STARTED_WITHIN), logged_in(synapse, [ANNA, BRAM]) as visitors:
                conversations = await furnish(visitors, user, process.check)
            async with website(synapse.url, conversations) as address:
                yield Demonstration(address, process, synapse, conversations)
    finally:
        synapse.stop()


async def _start(synapse: Synapse) -> None:
    try:
        # Not in a thread, which would go on after Ctrl-C and leave a process behind.
        synapse.start()
    except RuntimeError:
        # Ctrl-C reaches Synapse too. Where it was that, it is heard now.
        await asyncio.sleep(0.1)
        raise
