"""An assistant that says back what was said, so that tests see what went in."""

import asyncio

from bot.messages import Incoming, Kind, Link, Reply, Text, paragraph

APOLOGY = Reply((paragraph("Er ging iets mis."),), Kind.NOTICE)


class Echo:
    """Replies with the text of the message, and takes its time over it."""

    def __init__(self, seconds: float = 0.0) -> None:
        self._seconds = seconds

    def is_addressed(self, incoming: Incoming) -> bool:
        return incoming.direct or incoming.addressed

    async def handle(self, incoming: Incoming) -> tuple[Reply, ...]:
        await asyncio.sleep(self._seconds)
        words = Text(f"Je zei: {incoming.text}", strong=True)
        return (Reply((paragraph(words, " ", Link("bron", "https://example.org")),), Kind.ANSWER),)
