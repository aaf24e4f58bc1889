"""Messages whose key is not here: kept until it comes, and the sender is told what to do about it."""

import asyncio
import hashlib
import logging
import time
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, NoReturn

import nio
from pydantic import TypeAdapter, ValidationError

from bot.backoff import delays
from bot.channels.matrix.encryption.room_events import decrypt, key_of, parse
from bot.channels.matrix.private_files import make_private, write_private
from bot.delivery.delivery import ChannelClosed, ChannelUnavailable, Undeliverable
from bot.messages import Incoming
from bot.observability.correlation import correlation_of

log = logging.getLogger(__name__)

GRACE = 5.0
"""Seconds that a key may come later than its message before anybody is told."""

KEPT_FOR = 30 * 24 * 3600.0
"""Seconds after which no key is expected any more."""

MOST_KEPT = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """A message that cannot be decrypted yet.

    Attributes:
        room: where it was said.
        event: as the homeserver has it.
        stands_for: as much of the message as is known without the key.
        kept_at: Unix time.
        wanted: the message surely wants an answer, so its sender is to know that it cannot be read.
        told: they do, if only from an earlier message with the same key.
    """

    room: str
    event: dict[str, Any]
    stands_for: Incoming
    kept_at: float
    wanted: bool
    told: bool

    @property
    def key(self) -> tuple[str, str]:
        """Room and id of the key that is missing."""
        return _key(self.room, self.event)


Tell = Callable[[Incoming], Awaitable[None]]
"""Tells the sender of a message that it cannot be read; again, that is still the same event."""

_kept = TypeAdapter(Kept)


class Undecryptable:
    """The messages of one account whose key is not here.

    They are on disk, so that a message is answered once when its key comes, whatever happens in between.

    Args:
        client: that is logged in.
        folder: where the messages are kept, each in a file of its own.
        tell: tells the senders.
    """

    def __init__(self, client: nio.AsyncClient, folder: Path, tell: Tell) -> None:
        self._client = client
        self._folder = folder
        self._tell = tell
        self._kept: dict[str, Kept] = {}
        self._in_vain: dict[str, object] = {}
        self._news = asyncio.Event()

    async def load(self) -> None:
        """Read what was kept; before anything else."""
        for kept in await asyncio.to_thread(_read_folder, self._folder):
            self._kept[kept.event["event_id"]] = kept
        await self._drop_old()

    async def keep(self, room: str, event: Mapping[str, Any], stands_for: Incoming, *, wanted: bool) -> None:
        """Keep a message and ask for its key; one that is kept already stays as it is.

        Args:
            room: where it was said.
            event: of the kind ``m.room.encrypted``, that `decrypt` cannot decrypt.
            stands_for: as much of the message as is known.
            wanted: the message surely wants an answer, so its sender is told; once for each key.
        """
        parsed = parse(room, event)
        if parsed is None or parsed.event_id in self._kept:
            return
        kept = Kept(
            room=room,
            event=dict(event),
            stands_for=stands_for,
            kept_at=time.time(),
            wanted=wanted,
            told=any(other.key == _key(room, event) and other.wanted for other in self._kept.values()),
        )
        await self._write(kept)
        self._request_key(parsed)
        await self._drop_old()
        self._news.set()

    def recovered(self) -> list[tuple[nio.MatrixRoom, Mapping[str, Any]]]:
        """Give the messages whose key has come, in order of arrival."""
        found: list[tuple[nio.MatrixRoom, Mapping[str, Any]]] = []
        for identity, kept in self._kept.items():
            room, key = self._client.rooms.get(kept.room), key_of(self._client, kept.room, kept.event)
            if room is None or key is None or key is self._in_vain.get(identity):
                continue
            event = decrypt(self._client, kept.room, kept.event)
            if event is None:
                # Such as the key from a later message on: only another one can be of use.
                self._in_vain[identity] = key
            else:
                found.append((room, event))
        return found

    async def forget(self, event: str) -> None:
        """Keep a message no longer, if it was kept."""
        self._in_vain.pop(event, None)
        if self._kept.pop(event, None):
            await asyncio.to_thread(self._file(event).unlink, missing_ok=True)

    async def run(self) -> NoReturn:
        """Tell senders, until cancelled.

        Raises:
            SessionRevoked: the homeserver ended the session.
        """
        waits = delays()
        while True:
            due = [kept for kept in self._kept.values() if kept.wanted and not kept.told]
            if not due:
                await self._news.wait()
                self._news.clear()
                continue
            first = min(due, key=lambda kept: kept.kept_at)
            # A clock that is set back makes nobody wait.
            await asyncio.sleep(min(first.kept_at + GRACE - time.time(), GRACE))
            try:
                await self._tell_about(first)
            except ChannelClosed:
                raise
            except Exception as error:
                known = isinstance(error, ChannelUnavailable)
                log.warning("nobody can be told that a message is unreadable (%s)", error, exc_info=not known)
                await asyncio.sleep(next(waits))
            else:
                waits = delays()

    async def _tell_about(self, kept: Kept) -> None:
        event = kept.event["event_id"]
        if event not in self._kept:
            # Meanwhile its key came, or it was taken back.
            return
        try:
            await self._tell(kept.stands_for)
        except Undeliverable as error:
            log.warning("nobody is told that %s is unreadable: %s", correlation_of("matrix", event), error)
        if event in self._kept:
            await self._write(replace(kept, told=True))

    def _request_key(self, event: nio.MegolmEvent) -> None:
        queue = self._client.outgoing_to_device_messages
        asked = {message.content.get("request_id") for message in queue} | {
            *self._client.outgoing_key_requests
        }
        if event.session_id not in asked:
            queue.append(
                event.as_key_request(event.sender, self._client.device_id, device_id=event.device_id)
            )

    async def _drop_old(self) -> None:
        too_many = list(self._kept)[:-MOST_KEPT]
        too_old = [event for event, kept in self._kept.items() if kept.kept_at < time.time() - KEPT_FOR]
        for event in {*too_many, *too_old}:
            await self.forget(event)

    async def _write(self, kept: Kept) -> None:
        event = kept.event["event_id"]
        self._kept[event] = kept
        text = _kept.dump_json(kept).decode()
        await asyncio.to_thread(write_private, self._file(event), text)

    def _file(self, event: str) -> Path:
        return self._folder / f"{hashlib.sha256(event.encode()).hexdigest()}.json"


def _key(room: str, event: Mapping[str, Any]) -> tuple[str, str]:
    return room, event["content"]["session_id"]


def _read_folder(folder: Path) -> list[Kept]:
    make_private(folder)
    kept = []
    for file in folder.glob("*.json"):
        try:
            kept.append(_kept.validate_json(file.read_bytes()))
        except ValidationError:
            log.warning("%s is not a message; it is thrown away", file)
            file.unlink()
    return sorted(kept, key=lambda one: one.kept_at)
