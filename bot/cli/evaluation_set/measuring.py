"""`wegwijzer toetsvragen meet`: which questions of the evaluation set go wrong, and what is said instead."""

import asyncio
import json
import sys
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Annotated

import typer

from bot.assembly.answering import open_dialogue
from bot.cli.options import IndexOption
from bot.cli.progress import progress_on_stderr
from bot.evaluation.evaluation_set import read_set
from bot.evaluation.measuring import answerable, lapsed, measure
from bot.library.terms import Terms
from bot.overview.period import day_here
from bot.settings import Settings, load_settings
from bot.storage.database import opened
from bot.storage.library import Library
from bot.wording import evaluation_cli as words
from bot.wording.evaluation_set import measured, miss

HELP = words.MEASURE


def measure_questions(
    as_json: Annotated[bool, typer.Option("--json", help=words.MEASURE_JSON)] = False,
    index: IndexOption = None,
) -> None:
    """Ask the questions of the set."""
    settings = load_settings()
    cases = read_set(settings)
    dialogue = open_dialogue(settings, index, progress_on_stderr)
    hidden = lapsed(asyncio.run(_terms(settings)), day_here(datetime.now(UTC)))
    asked = answerable(cases, dialogue.documents, hidden)
    judged = measure(asked, dialogue, hidden)
    if as_json:
        for one in judged:
            result = one.judgement.model_dump(mode="json") | {
                "question": one.question.question,
                "right": one.right,
            }
            sys.stdout.write(json.dumps(result, ensure_ascii=False) + "\n")
        return
    said = [measured(judged, len(cases) - len(asked)), *(miss(one) for one in judged if not one.right)]
    sys.stdout.write("\n".join(said) + "\n")


async def _terms(settings: Settings) -> Mapping[str, Terms]:
    async with opened(settings.database) as engine:
        return await Library(engine).terms()
