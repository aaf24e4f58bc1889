"""Choices as reactions: one touch instead of typing a number."""

import asyncio
import logging
from urllib.parse import quote

import nio

from bot.channels.matrix.content import transaction_id
from bot.channels.matrix.requests import Refused, request
from bot.delivery.delivery import ChannelUnavailable
from bot.observability.correlation import correlation_of
from bot.signs import NUMBERS

log = logging.getLogger(__name__)


class ChoiceReactions:
    """Puts a number for each choice with a reply.

    That is a courtesy: nothing waits for it, and at the first trouble it stops, say when the homeserver
    limits how much may be said. The choices are in the text too.

    Args:
        client: that is logged in.
        tasks: the group that it goes on in.
    """

    def __init__(self, client: nio.AsyncClient, tasks: asyncio.TaskGroup) -> None:
        self._client = client
        self._tasks = tasks

    def offer(self, room: str, event: str, count: int) -> None:
        """Offer a number of choices with an event; of more than ten, none."""
        if count <= len(NUMBERS):
            self._tasks.create_task(self._offer(room, event, NUMBERS[:count]))

    async def _offer(self, room: str, event: str, signs: tuple[str, ...]) -> None:
        for sign in signs:
            transaction = transaction_id(f"{event} {sign}")
            path = f"/_matrix/client/v3/rooms/{quote(room, safe='')}/send/m.reaction/{transaction}"
            content = {"m.relates_to": {"rel_type": "m.annotation", "event_id": event, "key": sign}}
            try:
                await request(self._client, "PUT", path, content)
            except (ChannelUnavailable, Refused) as error:
                log.debug("no more choices with %s: %s", correlation_of("matrix", event), error)
                return
