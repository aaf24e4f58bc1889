"""An assistant that says back what was said, so that tests see what went in."""

import asyncio
from datetime import UTC, datetime

from sqlalchemy.ext.asyncio import AsyncEngine

from bot.attachments import Fetch
from bot.channels.matrix.account import MatrixAccount
from bot.channels.matrix.channel import serve
from bot.channels.matrix.policy import MatrixPolicy
from bot.channels.replies import Replies
from bot.messages import Act, Incoming, Kind, Link, Reply, Text, paragraph
from bot.storage.conversations import Conversations
from bot.storage.inbox import Inbox
from tests.bot.channels.keeping import store_with

LARGEST_FILE = 1_000_000
MOST_WAITING = 1000
"""One person says everything here."""

APOLOGY = Reply((paragraph("Er ging iets mis."),), Kind.NOTICE)


class Echo:
    """Replies with the text of the message, and takes its time over it."""

    def __init__(self, seconds: float = 0.0) -> None:
        self._seconds = seconds

    def is_addressed(self, incoming: Incoming) -> bool:
        return incoming.direct or incoming.addressed

    async def handle(self, incoming: Incoming, fetch: Fetch) -> tuple[Reply, ...]:
        await asyncio.sleep(self._seconds)
        words = Text(f"Je zei: {incoming.text}", strong=True)
        return (Reply((paragraph(words, " ", Link("bron", "https://example.org")),), Kind.ANSWER),)


class Discreet(Echo):
    """Tells everybody in a group that it continues directly, and echoes there."""

    async def handle(self, incoming: Incoming, fetch: Fetch) -> tuple[Reply, ...]:
        if incoming.direct:
            return await super().handle(incoming, fetch)
        await asyncio.sleep(self._seconds)
        return (Reply((paragraph("Ik stuur je een bericht."),), Kind.NOTICE, continues_directly=True),)


class Remembering:
    """Keeps what another assistant replies."""

    def __init__(self, assistant: Replies, conversations: Conversations) -> None:
        self._assistant = assistant
        self._conversations = conversations

    def is_addressed(self, incoming: Incoming) -> bool:
        return self._assistant.is_addressed(incoming)

    async def handle(self, incoming: Incoming, fetch: Fetch) -> tuple[Reply, ...]:
        earlier = await self._conversations.replies_to(incoming)
        if earlier is not None or incoming.act is Act.WITHDRAW:
            return earlier or ()
        replies = await self._assistant.handle(incoming, fetch)
        await self._conversations.keep_replies(incoming, replies, datetime.now(UTC))
        return replies


async def serve_on(
    engine: AsyncEngine, account: MatrixAccount, assistant: Replies, policy: MatrixPolicy | None = None
) -> None:
    """Run the channel with what it keeps in a database, until cancelled."""
    inbox = Inbox(engine, "matrix", withhold=_whole, most_waiting=MOST_WAITING)
    store = store_with(engine, inbox, _whole)
    await serve(account, store, assistant, APOLOGY, policy or MatrixPolicy(), LARGEST_FILE)


def _whole(message: Incoming) -> Incoming:
    return message
