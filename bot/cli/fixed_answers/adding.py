"""`wegwijzer antwoorden erbij`: a new fixed answer."""

import asyncio
import sys
from datetime import UTC, datetime

from bot.cli.fixed_answers.options import (
    OwnerOption,
    QuestionOption,
    ReviewOption,
    SourceOption,
    TextOption,
    labelled,
)
from bot.cli.fixed_answers.showing import whole
from bot.cli.fixed_answers.store import documents_in, keep, open_store
from bot.cli.typed import refuse_personal_data
from bot.fixed_answers.drafting import Draft, new_draft
from bot.fixed_answers.fixed_answer import FixedAnswer
from bot.overview.period import day_here
from bot.settings import load_settings
from bot.wording import fixed_answers_cli as words

HELP = words.ADD


def add_fixed_answer(
    question: QuestionOption,
    text: TextOption = "",
    source: SourceOption = "",
    owner: OwnerOption = "",
    review: ReviewOption = "",
) -> None:
    """Add a fixed answer."""
    refuse_personal_data(text, source, owner, *question)
    typed = labelled(text, source, owner, review, question)
    draft = new_draft(typed, (), day_here(datetime.now(UTC)), documents_in(load_settings()))
    sys.stdout.write(f"{words.ADDED}\n\n{whole(asyncio.run(_keep(draft)))}\n")


async def _keep(draft: Draft) -> FixedAnswer:
    async with open_store() as answers:
        return await keep(answers, draft)
