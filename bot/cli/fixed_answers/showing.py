"""`wegwijzer antwoorden show`: one fixed answer whole."""

import asyncio
import json
import sys
from datetime import UTC, datetime
from typing import Annotated

import typer

from bot.cli.fixed_answers.listing import as_object
from bot.cli.fixed_answers.options import NumberArgument
from bot.cli.fixed_answers.store import find, open_store
from bot.fixed_answers.fixed_answer import FixedAnswer
from bot.fixed_answers.listing import fixed_answer_blocks
from bot.messages import Reply
from bot.overview.period import day_here
from bot.rendering.plain import render
from bot.wording import fixed_answers_cli as words

HELP = words.SHOW


def show_fixed_answer(
    number: NumberArgument, as_json: Annotated[bool, typer.Option("--json", help=words.SHOW_JSON)] = False
) -> None:
    """Show one fixed answer."""
    answer = asyncio.run(_find(number))
    sys.stdout.write((json.dumps(as_object(answer), ensure_ascii=False) if as_json else whole(answer)) + "\n")


def whole(answer: FixedAnswer) -> str:
    """Give all of a fixed answer as text."""
    return render(Reply(fixed_answer_blocks(answer, answer.source, day_here(datetime.now(UTC)))))


async def _find(number: int) -> FixedAnswer:
    async with open_store() as answers:
        return await find(answers, number)
