"""Fetching what a sync left out: a timeline holds at most the newest hundred events of a room."""

import logging
from collections.abc import Mapping
from typing import Any

import nio

from bot.channels.matrix.events import is_join
from bot.channels.matrix.requests import Refused, ask
from bot.observability.correlation import correlation_of

log = logging.getLogger(__name__)

PAGE = 100
_WANTED = {"types": ["m.room.message", "m.room.encrypted", "m.room.member", "m.reaction", "m.room.redaction"]}


async def whole_timeline(
    client: nio.AsyncClient, room: str, timeline: nio.Timeline, since: str
) -> list[Mapping[str, Any]]:
    """Give the events of a room since a sync token, oldest first.

    What lies before the assistant joined the room is not fetched.

    Args:
        client: that is logged in.
        room: id of the room.
        timeline: as the sync gave it, perhaps limited to the newest events.
        since: the token that the sync started from.

    Raises:
        ChannelUnavailable: the homeserver cannot be reached or is in trouble.
        SessionRevoked: the homeserver ended the session.
    """
    events: list[Mapping[str, Any]] = [event.source for event in timeline.events]
    older: list[Mapping[str, Any]] = []
    start = timeline.prev_batch if timeline.limited else None
    page = events
    while start and not any(is_join(event, client.user_id) for event in page):
        try:
            response = await ask(
                client.room_messages(room, start, end=since, limit=PAGE, message_filter=_WANTED)
            )
        except Refused as refusal:
            log.warning("older messages in %s cannot be read: %s", correlation_of("matrix", room), refusal)
            break
        page = [event.source for event in response.chunk]
        older += page
        start = response.end if response.end != start else None
    return older[::-1] + events
