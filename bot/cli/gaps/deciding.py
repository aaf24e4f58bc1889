"""`wegwijzer vragen buiten`: a question that is not for the assistant."""

import asyncio
import sys

from bot.cli.gaps.options import IdArgument
from bot.cli.gaps.store import open_store
from bot.gaps.actions import Decision
from bot.wording import gaps_cli as words
from bot.wording.gaps import IS_OUTSIDE

HELP = words.OUTSIDE


def put_outside(identity: IdArgument) -> None:
    """Decide that a question is out of scope."""
    sys.stdout.write(IS_OUTSIDE.format(question=asyncio.run(_decide(identity))) + "\n")


async def _decide(identity: str) -> str:
    async with open_store() as store:
        gap = await store.gap(identity)
        await store.decide(gap, Decision.OUT_OF_SCOPE)
        return gap.question
