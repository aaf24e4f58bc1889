"""Somebody in a Matrix room: the client-server API spoken directly, not through the library of the bot."""

import asyncio
import itertools
import secrets
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any, Self
from urllib.parse import quote

import aiohttp

from tests.synapse.server import Synapse
from tests.synapse.watching import PATIENCE, Event, Watching


class Person(Watching):
    """A user with a client of its own; keeps everything seen in the rooms in `events`, and the `invites`."""

    def __init__(self, http: aiohttp.ClientSession, user_id: str) -> None:
        super().__init__()
        self._http = http
        self._since: str | None = None
        self._transactions = itertools.count()
        self.user_id = user_id
        self.invites: list[str] = []

    @classmethod
    @asynccontextmanager
    async def joins(cls, synapse: Synapse, name: str) -> AsyncIterator[Self]:
        """Register somebody new, whose name starts like this, and log in."""
        account = await asyncio.to_thread(synapse.register, f"{name}-{secrets.token_hex(4)}", "wachtwoord")
        async with cls.with_token(synapse, account["access_token"]) as person:
            yield person

    @classmethod
    @asynccontextmanager
    async def with_token(cls, synapse: Synapse, access_token: str) -> AsyncIterator[Self]:
        """Go on with a session that exists."""
        headers = {"Authorization": f"Bearer {access_token}"}
        async with aiohttp.ClientSession(f"{synapse.url}/_matrix/client/v3/", headers=headers) as http:
            person = cls(http, "")
            person.user_id = (await person.request("GET", "account/whoami"))["user_id"]
            yield person

    async def create_room(self, *invited: str, direct: bool = False) -> str:
        """Make a private room; gives its id."""
        body = {"preset": "private_chat", "invite": invited, "is_direct": direct}
        return (await self.request("POST", "createRoom", body))["room_id"]

    async def invite(self, room: str, user: str) -> None:
        await self.request("POST", f"rooms/{_quoted(room)}/invite", {"user_id": user})

    async def join(self, room: str) -> None:
        await self.request("POST", f"join/{_quoted(room)}", {})

    async def say(self, room: str, text: str, **content: Any) -> str:
        """Send a text message; `content` adds to it. Gives the id of the event."""
        body = {"msgtype": "m.text", "body": text, **content}
        return await self.send(room, body)

    async def send(self, room: str, content: Event) -> str:
        """Send a message of any content; gives the id of the event."""
        return await self._put(f"rooms/{_quoted(room)}/send/m.room.message", content)

    async def edit(self, room: str, event: str, text: str) -> str:
        """Change what was said; gives the id of the event that says so."""
        return await self.say(
            room,
            f"* {text}",
            **{
                "m.new_content": {"msgtype": "m.text", "body": text},
                "m.relates_to": {"rel_type": "m.replace", "event_id": event},
            },
        )

    async def react(self, room: str, event: str, sign: str) -> str:
        """Put a sign with an event; gives the id of the reaction."""
        content = {"m.relates_to": {"rel_type": "m.annotation", "event_id": event, "key": sign}}
        return await self._put(f"rooms/{_quoted(room)}/send/m.reaction", content)

    async def redact(self, room: str, event: str) -> str:
        """Take an event back; gives the id of the event that says so."""
        return await self._put(f"rooms/{_quoted(room)}/redact/{_quoted(event)}", {})

    async def event(self, room: str, event: str) -> Event:
        """An event as the homeserver has it now."""
        return await self.request("GET", f"rooms/{_quoted(room)}/event/{_quoted(event)}")

    async def upload(self, content: bytes) -> str:
        """Upload a file; gives its address."""
        async with self._http.post("/_matrix/media/v3/upload", data=content) as response:
            answer = await response.json()
            assert response.status == 200, answer
            address: str = answer["content_uri"]
            return address

    async def download(self, address: str) -> bytes:
        """Give the content of a file."""
        path = address.removeprefix("mxc://")
        async with self._http.get(f"/_matrix/client/v1/media/download/{path}") as response:
            assert response.status == 200, await response.text()
            return await response.read()

    async def direct_rooms(self) -> dict[str, list[str]]:
        """The rooms that this user has marked as direct, of each person."""
        marks: dict[str, list[str]] = await self.request(
            "GET", f"user/{_quoted(self.user_id)}/account_data/m.direct"
        )
        return marks

    async def wait_for_invite(self) -> str:
        """Wait until invited somewhere; gives the room."""
        async with asyncio.timeout(PATIENCE):
            while not self.invites:
                await self.sync()
        return self.invites[0]

    async def sync(self, wait_ms: int = 1000) -> None:
        """Take in what is new, or what comes within so many milliseconds."""
        query = {"timeout": str(wait_ms), "filter": '{"room":{"timeline":{"limit":100}}}'}
        if self._since:
            query["since"] = self._since
        answer = await self.request("GET", "sync", query=query)
        self._since = answer["next_batch"]
        self.invites += answer.get("rooms", {}).get("invite", {})
        for room, joined in answer.get("rooms", {}).get("join", {}).items():
            for event in (
                *joined["state"]["events"],
                *joined["timeline"]["events"],
                *joined["ephemeral"]["events"],
            ):
                self.events.append({**event, "room_id": room})

    async def history(self, room: str) -> list[Event]:
        """Every event of a room, oldest first, as the homeserver has it."""
        events: list[Event] = []
        start: str | None = ""
        while start is not None:
            query = {"dir": "f", "limit": "100", **({"from": start} if start else {})}
            page = await self.request("GET", f"rooms/{_quoted(room)}/messages", query=query)
            events += page["chunk"]
            start = page.get("end")
        return events

    async def _put(self, path: str, content: Event) -> str:
        return (await self.request("PUT", f"{path}/{next(self._transactions)}", content))["event_id"]

    async def request(
        self, method: str, path: str, body: Event | None = None, query: dict[str, str] | None = None
    ) -> Event:
        """Ask the homeserver something."""
        async with self._http.request(method, path, json=body, params=query) as response:
            answer = await response.json()
            assert response.status == 200, answer
            return answer


def _quoted(identifier: str) -> str:
    return quote(identifier, safe="")
