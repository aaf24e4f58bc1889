"""`wegwijzer antwoorden list`: all fixed answers, a line each."""

import asyncio
import json
import sys
from dataclasses import asdict
from datetime import UTC, datetime
from typing import Annotated, Any

import typer

from bot.cli.fixed_answers.store import open_store
from bot.fixed_answers.fixed_answer import FixedAnswer
from bot.fixed_answers.listing import in_order
from bot.overview.period import day_here
from bot.wording import fixed_answers_cli as words
from bot.wording.fixed_answers import entry

HELP = words.LIST


def list_fixed_answers(
    as_json: Annotated[bool, typer.Option("--json", help=words.LIST_JSON)] = False,
) -> None:
    """List fixed answers, those that should have been looked at first."""
    answers = asyncio.run(_all())
    today = day_here(datetime.now(UTC))
    if not answers:
        sys.stderr.write(words.NONE + "\n")
    for answer in in_order(answers, today):
        line = json.dumps(as_object(answer), ensure_ascii=False) if as_json else entry(answer, today)
        sys.stdout.write(line + "\n")


def as_object(answer: FixedAnswer) -> dict[str, Any]:
    """Give a fixed answer as it is written as JSON."""
    return asdict(answer) | {"review_on": answer.review_on.isoformat()}


async def _all() -> tuple[FixedAnswer, ...]:
    async with open_store() as answers:
        return await answers.all()
