"""Waiting until something is seen in a room."""

import asyncio
from abc import ABC, abstractmethod
from collections.abc import Callable
from typing import Any

PATIENCE = 20.0
"""Seconds that something may take before the test gives up on it."""

Event = dict[str, Any]


class Watching(ABC):
    """Somebody who keeps everything seen in the rooms in `events`."""

    def __init__(self) -> None:
        self.events: list[Event] = []

    @abstractmethod
    async def sync(self, wait_ms: int = 1000) -> None:
        """Take in what is new, or what comes within so many milliseconds."""

    async def wait_for_member(self, room: str, user: str) -> None:
        """Wait until a user has joined a room."""
        await self.wait_for(
            lambda event: (
                event["room_id"] == room
                and event["type"] == "m.room.member"
                and event["state_key"] == user
                and event["content"]["membership"] == "join"
            )
        )

    async def wait_for_reply(self, asked: str) -> Event:
        """Wait for the first reply to an event; gives the event of the reply."""
        return await self.wait_for(lambda event: replies_to(event) == asked)

    async def wait_for(self, wanted: Callable[[Event], bool], patience: float = PATIENCE) -> Event:
        """Wait for the first event that is wanted, of those seen already and those to come."""
        seen = 0
        async with asyncio.timeout(patience):
            while True:
                for event in self.events[seen:]:
                    if wanted(event):
                        return event
                seen = len(self.events)
                await self.sync()


def replies_to(event: Event) -> str | None:
    """The event that a message replies to, or None."""
    relation = event["content"].get("m.relates_to") or {}
    return (relation.get("m.in_reply_to") or {}).get("event_id")
