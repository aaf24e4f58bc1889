"""An event of a room becomes what the assistant takes, if it is said to the assistant."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

import nio

from bot.channels.matrix.direct_rooms import DirectRooms
from bot.channels.matrix.events import read_message, to_incoming
from bot.channels.matrix.gestures import Gestures, read_gesture
from bot.channels.matrix.mentions import Me, is_mentioned
from bot.channels.matrix.message import Message
from bot.channels.matrix.participation import Participation
from bot.channels.matrix.policy import MatrixPolicy
from bot.messages import Incoming


class Reading:
    """Reads events.

    Args:
        client: that is logged in.
        direct_rooms: tells which rooms are conversations of two.
        gestures: tells which corrections, reactions and withdrawals concern us.
        policy: whom not to listen to.
    """

    def __init__(
        self, client: nio.AsyncClient, direct_rooms: DirectRooms, gestures: Gestures, policy: MatrixPolicy
    ) -> None:
        self._client = client
        self._direct_rooms = direct_rooms
        self._gestures = gestures
        self._participation = Participation(client)
        self._ignored = policy.ignored_users | {client.user_id}

    async def read(
        self, room: nio.MatrixRoom, event: Mapping[str, Any], new: Mapping[str, Incoming]
    ) -> Incoming | None:
        """Give what somebody said or did; None where that is nothing for the assistant.

        Args:
            room: where.
            event: as the homeserver has it, decrypted.
            new: messages that came in at the same time, by event.

        Raises:
            ChannelUnavailable: the homeserver cannot say now what the event belongs to.
            SessionRevoked: the homeserver ended the session.
        """
        if event.get("sender") in self._ignored:
            return None
        ours = room.users.get(self._client.user_id)
        me = Me(self._client.user_id, (ours and ours.display_name) or self._client.user_id)
        direct = self._direct_rooms.is_direct(room)
        message = read_message(event)
        if message is not None:
            addressed = await self._is_addressed(message, room.room_id, me, direct=direct)
            return to_incoming(message, room.room_id, me, direct=direct, addressed=addressed)
        gesture = read_gesture(event)
        if gesture is not None:
            return await self._gestures.to_incoming(gesture, room.room_id, me, new, direct=direct)
        return None

    async def _is_addressed(self, message: Message, room: str, me: Me, *, direct: bool) -> bool:
        addressed = is_mentioned(message, me) or (
            not direct and await self._participation.concerns_us(room, message)
        )
        if addressed and message.thread:
            self._participation.take_part(message.thread)
        return addressed


def arrived_between(message: Incoming, earliest: datetime, latest: datetime) -> Incoming:
    """Give a message with a moment of sending that can be, whatever clock its homeserver has.

    Args:
        message: with the moment that its homeserver says.
        earliest: it was not there yet.
        latest: it was there.
    """
    return replace(message, sent_at=min(max(message.sent_at, earliest), latest))
