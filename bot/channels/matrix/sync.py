"""Following the rooms: what people say goes into the inbox, and nothing is missed or waited for."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Any, NoReturn

import nio

from bot.backoff import delays
from bot.channels.matrix.backfill import whole_timeline
from bot.channels.matrix.conversation import Conversation
from bot.channels.matrix.direct_rooms import DirectRooms
from bot.channels.matrix.events import after_joining, read_message, to_incoming
from bot.channels.matrix.invites import Invites
from bot.channels.matrix.mentions import Me, is_mentioned
from bot.channels.matrix.participation import Participation
from bot.channels.matrix.receipts import Receipts
from bot.channels.matrix.requests import ask
from bot.delivery import ChannelClosed, ChannelUnavailable
from bot.messages import Incoming

log = logging.getLogger(__name__)

POLL = 30_000
"""Milliseconds that the homeserver may wait for something to happen."""

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
        direct_rooms: told of every answer of the homeserver.
        invites: told of every invite.
        receipts: told of every message that is kept.
    """

    def __init__(
        self,
        client: nio.AsyncClient,
        is_addressed: Callable[[Incoming], bool],
        receive: Receive,
        direct_rooms: DirectRooms,
        invites: Invites,
        receipts: Receipts,
    ) -> None:
        self._client = client
        self._is_addressed = is_addressed
        self._receive = receive
        self._direct_rooms = direct_rooms
        self._invites = invites
        self._receipts = receipts
        self._participation = Participation(client)
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
        waits = delays()
        while True:
            try:
                response = await self._ask(position)
                await self._take_in(response, position)
            except ChannelClosed:
                raise
            except ChannelUnavailable as error:
                wait = next(waits)
                log.warning("sync failed (%s); trying again in %.1f s", error, wait)
                await asyncio.sleep(wait)
            except Exception:
                wait = next(waits)
                log.exception("sync failed; trying again in %.1f s", wait)
                await asyncio.sleep(wait)
            else:
                position = response.next_batch
                waits = delays()
                self.ready.set()

    async def _ask(self, position: str | None) -> nio.SyncResponse:
        if self.ready.is_set():
            return await ask(self._client.sync(POLL, _FILTER, since=position))
        # After a start the client knows no rooms until it is told everything about all of them.
        everything = self._client.sync(0, _FILTER, since=position, full_state=True)
        return await ask(asyncio.wait_for(everything, LONGEST_FIRST_SYNC))

    async def _take_in(self, response: nio.SyncResponse, since: str | None) -> None:
        await self._invites.accept(response.rooms.invite)
        await self._direct_rooms.take_in(response)
        messages: list[Incoming] = []
        if since is not None:
            for room, joined in response.rooms.join.items():
                events = await whole_timeline(self._client, room, joined.timeline, since)
                for event in after_joining(events, self._client.user_id):
                    message = await self._read(self._client.rooms[room], event)
                    if message is not None and self._is_addressed(message):
                        messages.append(message)
        await self._receive(messages, response.next_batch)
        for message in messages:
            self._receipts.mark(Conversation.parse(message.conversation), message.event)

    async def _read(self, room: nio.MatrixRoom, event: Mapping[str, Any]) -> Incoming | None:
        if event.get("sender") == self._client.user_id:
            return None
        message = read_message(event)
        if message is None:
            return None
        ours = room.users.get(self._client.user_id)
        me = Me(self._client.user_id, (ours and ours.display_name) or self._client.user_id)
        direct = self._direct_rooms.is_direct(room)
        addressed = is_mentioned(message, me) or (
            not direct and await self._participation.concerns_us(room.room_id, message)
        )
        if addressed and message.thread:
            self._participation.take_part(message.thread)
        return to_incoming(message, room.room_id, me, direct=direct, addressed=addressed)
