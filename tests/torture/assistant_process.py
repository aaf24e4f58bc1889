"""The assistant as a process of its own, so that a test can kill it.

usage: assistant_process.py DATA_DIR PORT

Loads all code and makes the index; then it forks processes that answer people on the homeserver at PORT, see
`forks`. So that these start fast, the embedding model is the tests' small one, and the documents are two.
"""

import asyncio
import json
import sys
from dataclasses import asdict
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from bot.assembly.answering import dialogue_with
from bot.assembly.assistant import assistant_on
from bot.assembly.base import Base
from bot.channels.replies import Replies
from bot.delivery.delivery import ChannelClosed, Delivery
from bot.housekeeping import keep_house
from bot.knelpunten.likeness import FITTED
from bot.knelpunten.notices import draft_expired, draft_will_expire
from bot.messages import Attachment, Incoming, Reply, keepable, paragraph
from bot.privacy.withholding import withheld
from bot.progress import Progress
from bot.rendering.plain import render
from bot.settings import Settings
from bot.storage.database import open_database
from bot.storage.draft_expiry import DraftNotices
from bot.storage.inbox import Inbox
from bot.storage.retention import Periods, Retention
from index.embedding.batching import BatchingEmbedder
from tests.index.hashed_words import HashedWords
from tests.torture.forks import fork_for_each_line
from tests.torture.homeserver import CHANNEL, LONGEST_LINE, Sent

APOLOGY = "Dat ging mis."
MONTH = timedelta(days=30)
PERIODS = Periods(draft=MONTH, draft_warning=MONTH / 4, conversation=MONTH, messages=MONTH, link=MONTH)

_incoming = TypeAdapter(list[Incoming])
_reply = TypeAdapter(Reply)


def settings_in(data_dir: Path, **more: Any) -> Settings:
    """The settings of the assistant, with documents and a database of its own, whatever else is set up."""
    return Settings(
        data_dir=data_dir,
        documents=(data_dir.parent / "documents",),
        database_url=f"sqlite:///{data_dir / 'wegwijzer.db'}",
        **more,
    )


class Channel:
    """Translates between the homeserver and the assistant."""

    def __init__(self, port: int, assistant: Replies) -> None:
        self._port = port
        self._assistant = assistant
        self._replies_to: dict[str, int] = {}

    async def handle(self, incoming: Incoming) -> tuple[Reply, ...]:
        replies = await self._assistant.handle(incoming, fetch)
        self._replies_to[incoming.event] = len(replies)
        return replies

    async def send(self, incoming: Incoming, reply: Reply, number: int) -> None:
        """Send a reply; event and number are what the homeserver knows it by when it comes again."""
        sent = Sent(
            event=incoming.event,
            number=number,
            of=self._replies_to.get(incoming.event, 1),
            shown=render(reply),
            kept=_reply.dump_json(keepable(reply)).decode(),
        )
        reader, writer = await self._ask(asdict(sent))
        if not await reader.readline():
            raise ChannelClosed
        writer.close()

    async def sync(self, inbox: Inbox, delivery: Delivery) -> None:
        """Hand in what people say, until the homeserver is gone."""
        reader, _ = await self._ask({"since": int(await inbox.position() or 0)})
        while line := await reader.readline():
            said = json.loads(line)
            await delivery.receive(_incoming.validate_python(said["messages"]), str(said["position"]))
        raise ChannelClosed

    async def _ask(self, what: object) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        reader, writer = await asyncio.open_connection("127.0.0.1", self._port, limit=LONGEST_LINE)
        writer.write(json.dumps(what).encode() + b"\n")
        await writer.drain()
        return reader, writer


def no_progress(_task: str) -> Progress:
    return lambda _done, _total: None


def small_embedder() -> HashedWords:
    """The tests' small one, named as the model that look-alikes were fitted for: else there are none."""
    fitted = json.loads(FITTED.read_text())
    embedder = HashedWords(fitted["model"])
    embedder.dimensions = len(fitted["mean"])
    return embedder


async def fetch(attachment: Attachment) -> bytes:
    return await asyncio.to_thread(Path(attachment.source).read_bytes)


async def answer_people(data_dir: Path, port: int) -> None:
    settings = settings_in(data_dir)
    engine = await open_database(settings.database)
    embedder = BatchingEmbedder(small_embedder())
    dialogue = await asyncio.to_thread(dialogue_with, embedder, settings, None, no_progress)
    channel = Channel(port, assistant_on(Base(dialogue, embedder, engine, settings)))
    inbox = Inbox(engine, CHANNEL, withheld)
    delivery = Delivery(inbox, channel.handle, channel.send, Reply((paragraph(APOLOGY),)))
    retention = Retention(engine, PERIODS, DraftNotices(warning=draft_will_expire, expired=draft_expired))
    async with asyncio.TaskGroup() as tasks:
        tasks.create_task(keep_house(retention))
        tasks.create_task(channel.sync(inbox, delivery))
        tasks.create_task(delivery.run())


def main(data_dir: Path, port: int) -> None:
    dialogue_with(small_embedder(), settings_in(data_dir), None, no_progress)
    fork_for_each_line(partial(answer_people, data_dir, port), data_dir / "log")


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
