"""Telling who waits long in Matrix that the answer will come, with nothing noted anywhere."""

from dataclasses import dataclass

import nio

from bot.channels.matrix.destination import destination_of_reply
from bot.channels.matrix.sending import send
from bot.channels.matrix.upgrades import Upgrades
from bot.messages import Incoming, Kind, Reply, paragraph
from bot.wording.manners import TAKES_LONG


@dataclass(frozen=True, slots=True)
class TellingItTakesLong:
    """Tells people so, also when the database is away; told again, it is the same event.

    Attributes:
        client: that is logged in.
        upgrades: tells where a message is answered whose room goes on in another.
    """

    client: nio.AsyncClient
    upgrades: Upgrades

    async def tell(self, waits: Incoming) -> None:
        """Tell the sender of a message; raises as `send` does."""
        to = destination_of_reply(self.upgrades.redirected(waits))
        reply = Reply((paragraph(TAKES_LONG),), Kind.NOTICE)
        await send(self.client, to, reply, f"{waits.event} takes long")
