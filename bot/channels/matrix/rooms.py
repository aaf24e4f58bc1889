"""Which rooms we are in."""

from dataclasses import dataclass

import nio

from bot.channels.matrix.direct_rooms import DirectRooms
from bot.channels.matrix.invites import Invites
from bot.channels.matrix.leaving import Leaving
from bot.channels.matrix.upgrades import Upgrades


@dataclass(frozen=True, slots=True)
class Rooms:
    """Everything that has to do with coming and going."""

    invites: Invites
    direct_rooms: DirectRooms
    upgrades: Upgrades
    leaving: Leaving

    async def take_in(self, response: nio.SyncResponse) -> None:
        """Learn from a sync that the client has processed, before any of its messages are read.

        Raises:
            ChannelUnavailable: the homeserver cannot be reached or is in trouble.
            SessionRevoked: the homeserver ended the session.
        """
        await self.invites.respond(response.rooms.invite)
        await self.direct_rooms.take_in(response)
        await self.upgrades.take_in(response)
        self.leaving.take_in(response)
