"""Following the rooms: what people say goes into the inbox, and nothing is missed or waited for."""

import asyncio
import logging
import math
import secrets
import time
from collections.abc import Awaitable, Callable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, NoReturn

import nio

from bot.backoff import UNTIL_BACK, delays
from bot.channels.malformed import MALFORMED
from bot.channels.matrix.attempts import Attempts
from bot.channels.matrix.backfill import whole_timeline
from bot.channels.matrix.conversation import Conversation
from bot.channels.matrix.encryption.key_database import KeysNotKept
from bot.channels.matrix.encryption.room_events import decrypt, without_key
from bot.channels.matrix.encryption.room_keys import note_sync
from bot.channels.matrix.encryption.undecryptable import Undecryptable
from bot.channels.matrix.encryption.upkeep import Upkeep
from bot.channels.matrix.events import after_joining, as_dict, event_id
from bot.channels.matrix.reading import Reading, arrived_between
from bot.channels.matrix.receipts import Receipts
from bot.channels.matrix.requests import ask
from bot.channels.matrix.rooms import Rooms
from bot.delivery.delivery import ChannelClosed, ChannelUnavailable
from bot.messages import Act, Incoming
from bot.observability.contact import heard_from
from bot.storage.transaction import DatabaseRefuses

log = logging.getLogger(__name__)

POLL = 30_000
"""Milliseconds that the homeserver may wait for something to happen."""

PAUSE = 0.1
"""Seconds after messages until the homeserver is asked for more: of many at once, it tells most in one go."""

POSITION_KEPT_EVERY = 5.0
"""Seconds; what comes in after the position that is kept comes in again after a restart, and is known."""

LONGEST_FIRST_SYNC = 300.0
"""Seconds that the homeserver may take for a sync that tells everything."""

_NOTHING: dict[str, list[str]] = {"types": []}
_FILTER = {
    "presence": _NOTHING,
    "account_data": {"types": ["m.direct"]},
    "room": {"timeline": {"limit": 100}, "ephemeral": _NOTHING, "account_data": _NOTHING},
}

Receive = Callable[[Sequence[Incoming], str], Awaitable[None]]


class Sync:
    """The sync loop of one account.

    Args:
        client: that is logged in.
        is_addressed: whether a message wants a reply; what does not is not kept.
        receive: keeps messages together with the sync token that they came before.
        reading: tells what an event says.
        rooms: told of every answer of the homeserver.
        receipts: told of every message that is kept.
        upkeep: told of every answer of the homeserver.
        undecryptable: keeps what cannot be read yet.
    """

    def __init__(  # noqa: PLR0913, PLR0917
        self,
        client: nio.AsyncClient,
        is_addressed: Callable[[Incoming], bool],
        receive: Receive,
        reading: Reading,
        rooms: Rooms,
        receipts: Receipts,
        upkeep: Upkeep,
        undecryptable: Undecryptable,
    ) -> None:
        self._client = client
        self._is_addressed = is_addressed
        self._receive = receive
        self._reading = reading
        self._rooms = rooms
        self._receipts = receipts
        self._upkeep = upkeep
        self._undecryptable = undecryptable
        self._attempts = Attempts()
        self._synced_at: datetime | None = None
        self._position_kept_at = -math.inf
        self.ready = asyncio.Event()
        """Set as soon as the rooms are known."""

    async def run(self, position: str | None) -> NoReturn:
        """Follow until cancelled.

        Args:
            position: sync token after the last messages that were kept. Without one there is nothing to
                go on from: rooms are followed from now, and what was said before is history.

        Raises:
            SessionRevoked: the homeserver ended the session.
        """
        waits = delays(longest=UNTIL_BACK)
        while True:
            try:
                response = await self._ask(position)
                note_sync(self._client)
                since = position
                if since is None:
                    # Before a room is joined: what is said there from then on is new, whoever reads it.
                    await self._receive((), response.next_batch)
                    position = response.next_batch
                brought_messages = await self._take_in(response, since)
            except ChannelClosed:
                raise
            except (ChannelUnavailable, DatabaseRefuses, OSError) as error:
                if isinstance(error, KeysNotKept):
                    # What it was not told completely, the client is to take in again.
                    self._client.next_batch = ""
                wait = next(waits)
                log.warning("sync failed (%s); trying again in %.1f s", error, wait)
                await asyncio.sleep(wait)
            except Exception:
                wait = next(waits)
                log.exception("sync failed; trying again in %.1f s", wait)
                await asyncio.sleep(wait)
            else:
                position = response.next_batch
                waits = delays(longest=UNTIL_BACK)
                heard_from("matrix")
                self.ready.set()
                if brought_messages:
                    await asyncio.sleep(PAUSE)

    async def _ask(self, position: str | None) -> nio.SyncResponse:
        if self.ready.is_set():
            return await ask(self._client.sync(POLL, _FILTER, since=position))
        # After a start the client knows no rooms until it is told everything about all of them.
        # It answers that at once, but a question that it was asked before with what it answered then
        # (Synapse for two minutes), so it is never asked the same.
        wait = 1 + secrets.randbelow(POLL)
        everything = self._client.sync(wait, _FILTER, since=position, full_state=True)
        return await ask(asyncio.wait_for(everything, LONGEST_FIRST_SYNC))

    async def _take_in(self, response: nio.SyncResponse, since: str | None) -> bool:
        """Take in what is new; give whether there are messages in it."""
        now = datetime.now(UTC)
        await self._rooms.take_in(response)
        messages: dict[str, Incoming] = {}
        recovered = self._undecryptable.recovered()
        for room, event in recovered:
            message = await self._unless_malformed(
                room.room_id, event, self._reading.read(room, event, messages)
            )
            if message is not None and self._is_addressed(message):
                messages[message.event] = message
        if since is not None:
            await self._read_timelines(response, since, now, messages)
        if messages or time.monotonic() - self._position_kept_at >= POSITION_KEPT_EVERY:
            await self._receive(tuple(messages.values()), response.next_batch)
            self._position_kept_at = time.monotonic()
        self._synced_at = now
        for _, event in recovered:
            await self._undecryptable.forget(event["event_id"])
        self._upkeep.take_in(response)
        for message in messages.values():
            if message.act is Act.SAY:
                self._receipts.mark(Conversation.parse(message.conversation), message.event)
        return bool(messages)

    async def _read_timelines(
        self, response: nio.SyncResponse, since: str, now: datetime, messages: dict[str, Incoming]
    ) -> None:
        """Add what was said in each room since a position."""
        for room, joined in response.rooms.join.items():
            events = await whole_timeline(self._client, room, joined.timeline, since)
            for event in after_joining(events, self._client.user_id):
                reading = self._read_or_keep(self._client.rooms[room], event, messages)
                message = await self._unless_malformed(room, event, reading)
                if message is not None and self._is_addressed(message):
                    earliest = self._synced_at or message.sent_at
                    messages[message.event] = arrived_between(message, earliest, now)

    async def _unless_malformed(
        self, room: str, event: Mapping[str, Any], reading: Awaitable[Incoming | None]
    ) -> Incoming | None:
        """Wait until an event is read; None where it never can be."""
        try:
            return await reading
        except MALFORMED as error:
            if not self._attempts.is_last(room, event, error):
                raise
            return None

    async def _read_or_keep(
        self, room: nio.MatrixRoom, event: Mapping[str, Any], new: Mapping[str, Incoming]
    ) -> Incoming | None:
        event = decrypt(self._client, room.room_id, event) or event
        withdrawn = event_id(event, "redacts") or event_id(as_dict(event, "content"), "redacts")
        if withdrawn and event.get("type") == "m.room.redaction":
            await self._undecryptable.forget(withdrawn)
        unreadable = without_key(event)
        if unreadable is None:
            return await self._reading.read(room, event, new)
        message = await self._reading.read(room, unreadable, new)
        if message is not None:
            wanted = message.act is Act.SAY and self._is_addressed(message)
            await self._undecryptable.keep(room.room_id, event, message, wanted=wanted)
        return None
