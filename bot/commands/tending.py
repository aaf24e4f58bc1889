"""The commands with which admins tend what the assistant knows: who carries out which."""

from dataclasses import dataclass
from datetime import datetime

from bot.commands.command import Name
from bot.commands.done import Done, say
from bot.messages import Incoming
from bot.wording.commands import UNKNOWN_COMMAND


@dataclass(frozen=True, slots=True)
class Tending:
    """Who carries out these commands."""

    async def carry_out(self, name: Name, argument: str, incoming: Incoming, now: datetime) -> Done:
        """Carry out a command of an admin."""
        return Done(say(UNKNOWN_COMMAND))
