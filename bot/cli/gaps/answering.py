"""`wegwijzer vragen antwoord`: a fixed answer to a question that got no good one."""

import asyncio
import sys
from datetime import UTC, datetime

from bot.cli.fixed_answers.options import OwnerOption, ReviewOption, SourceOption, TextOption, labelled
from bot.cli.fixed_answers.showing import whole
from bot.cli.fixed_answers.store import keep
from bot.cli.gaps.options import IdArgument
from bot.cli.gaps.store import open_store
from bot.cli.typed import refuse_personal_data
from bot.fixed_answers.drafting import new_draft
from bot.fixed_answers.fixed_answer import FixedAnswer
from bot.fixed_answers.labelled import Labelled
from bot.fixed_answers.sources import DocumentSources
from bot.gaps.listing import MOST_WAYS
from bot.overview.period import day_here
from bot.wording import fixed_answers_cli as answer_words
from bot.wording import gaps_cli as words

HELP = words.ANSWER


def answer_gap(
    identity: IdArgument,
    text: TextOption = "",
    source: SourceOption = "",
    owner: OwnerOption = "",
    review: ReviewOption = "",
) -> None:
    """Make a fixed answer for all ways of asking a question."""
    refuse_personal_data(text, source, owner)
    answer = asyncio.run(_keep(identity, labelled(text, source, owner, review, [])))
    sys.stdout.write(f"{answer_words.ADDED}\n\n{whole(answer)}\n")


async def _keep(identity: str, typed: Labelled) -> FixedAnswer:
    async with open_store() as store:
        gap = await store.gap(identity)
        questions = [question for question, _ in gap.ways[:MOST_WAYS]]
        today = day_here(datetime.now(UTC))
        documents = DocumentSources(store.dialogue).addresses
        return await keep(store.answers, new_draft(typed, questions, today, documents))
