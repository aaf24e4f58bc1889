"""Somebody who asks, and sees when the answer is there."""

import asyncio
import secrets
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any, Self

import nio
from nio.store import SqliteMemoryStore

from tests.synapse.server import Synapse

PATIENCE = 60.0
"""Seconds that anything may take."""

_CONFIG = nio.AsyncClientConfig(store=SqliteMemoryStore, encryption_enabled=True)
_ENCRYPTION = {
    "type": "m.room.encryption",
    "state_key": "",
    "content": {"algorithm": "m.megolm.v1.aes-sha2"},
}
_FILTER = {"room": {"timeline": {"limit": 100}}}


class Asker:
    """One person, with one device, in all rooms."""

    def __init__(self, client: nio.AsyncClient) -> None:
        self._client = client
        self._answered: dict[str, float] = {}
        self._news = asyncio.Condition()
        client.add_event_callback(self._see, nio.RoomMessageText)

    @classmethod
    @asynccontextmanager
    async def joins(cls, synapse: Synapse) -> AsyncIterator[Self]:
        """Register, and follow the rooms until the block ends."""
        account = await asyncio.to_thread(synapse.register, f"anna-{secrets.token_hex(4)}", "wachtwoord")
        client = nio.AsyncClient(synapse.url, account["user_id"], config=_CONFIG)
        client.restore_login(account["user_id"], account["device_id"], account["access_token"])
        asker = cls(client)
        following = asyncio.create_task(asker._follow())
        try:
            yield asker
        finally:
            following.cancel()
            await client.close()

    async def room_with(self, bot: str, *, encrypted: bool) -> str:
        """Make a room with a bot, and wait until it is there."""
        state = [_ENCRYPTION] if encrypted else []
        created = await self._client.room_create(is_direct=True, invite=[bot], initial_state=state)
        room: str = created.room_id
        async with asyncio.timeout(PATIENCE), self._news:
            await self._news.wait_for(lambda: self._is_there(bot, room))
        return room

    async def ask(self, room: str, text: str) -> tuple[str, float]:
        """Ask, and wait for the answer; gives the event of the question, and the seconds it took."""
        content = _content(text)
        asked = time.perf_counter()
        sent = await self._client.room_send(room, "m.room.message", content, ignore_unverified_devices=True)
        event: str = sent.event_id
        async with asyncio.timeout(PATIENCE), self._news:
            await self._news.wait_for(lambda: event in self._answered)
        return event, self._answered[event] - asked

    async def ask_in_all(self, rooms: list[str], texts: list[str]) -> float:
        """Say the same in all rooms at once; gives the seconds until everything is answered."""
        content = [_content(text) for text in texts]
        events: set[str] = set()

        async def say(room: str) -> None:
            for text in content:
                sent = await self._client.room_send(
                    room, "m.room.message", text, ignore_unverified_devices=True
                )
                events.add(sent.event_id)

        started = time.perf_counter()
        await asyncio.gather(*map(say, rooms))
        async with asyncio.timeout(PATIENCE), self._news:
            await self._news.wait_for(lambda: events <= self._answered.keys())
        return max(self._answered[event] for event in events) - started

    def _is_there(self, bot: str, room: str) -> bool:
        known = self._client.rooms.get(room)
        return known is not None and bot in known.users and bot not in known.invited_users

    def _see(self, _room: nio.MatrixRoom, event: nio.RoomMessageText) -> None:
        relation = event.source["content"].get("m.relates_to", {})
        question = relation.get("m.in_reply_to", {}).get("event_id")
        if question and event.sender != self._client.user_id:
            self._answered.setdefault(question, time.perf_counter())

    async def _follow(self) -> None:
        while True:
            await self._client.sync(30_000, _FILTER)
            if self._client.should_upload_keys:
                await self._client.keys_upload()
            if self._client.should_query_keys:
                await self._client.keys_query()
            async with self._news:
                self._news.notify_all()


def _content(text: str) -> dict[str, Any]:
    return {"msgtype": "m.text", "body": text, "m.mentions": {}}
