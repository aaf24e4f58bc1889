"""`wegwijzer antwoorden weg`: a fixed answer that is not given any more."""

import asyncio
import sys
from datetime import UTC, datetime

from bot.cli.fixed_answers.options import NumberArgument
from bot.cli.fixed_answers.store import find, open_store
from bot.fixed_answers.actions import RemoveFixedAnswer
from bot.wording import fixed_answers_cli as words

HELP = words.REMOVE


def remove_fixed_answer(number: NumberArgument) -> None:
    """Remove a fixed answer."""
    question = asyncio.run(_remove(number))
    sys.stdout.write(words.REMOVED.format(number=number, question=question) + "\n")


async def _remove(number: int) -> str:
    async with open_store() as answers:
        answer = await find(answers, number)
        await answers.change(RemoveFixedAnswer(number), datetime.now(UTC))
        return answer.questions[0]
