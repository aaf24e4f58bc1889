"""`wegwijzer antwoorden wijzig`: change what is named of a fixed answer, and leave the rest."""

import asyncio
import sys
from datetime import UTC, datetime
from typing import Annotated

import typer

from bot.cli.fixed_answers.options import (
    NumberArgument,
    OwnerOption,
    ReviewOption,
    SourceOption,
    TextOption,
    labelled,
)
from bot.cli.fixed_answers.showing import whole
from bot.cli.fixed_answers.store import documents_in, find, keep, open_store
from bot.cli.typed import refuse_personal_data
from bot.fixed_answers.drafting import changed_draft
from bot.fixed_answers.fixed_answer import FixedAnswer
from bot.fixed_answers.labelled import Label, Labelled
from bot.overview.period import day_here
from bot.settings import load_settings
from bot.wording import fixed_answers_cli as words

HELP = words.CHANGE

MoreQuestions = Annotated[
    list[str] | None, typer.Option("--vraag", metavar="TEKST", help=words.MORE, show_default=False)
]
WithoutQuestions = Annotated[
    list[int] | None, typer.Option("--vraag-weg", metavar="NUMMER", help=words.LESS, show_default=False)
]


def change_fixed_answer(
    number: NumberArgument,
    text: TextOption = "",
    source: SourceOption = "",
    owner: OwnerOption = "",
    review: ReviewOption = "",
    question: MoreQuestions = None,
    without: WithoutQuestions = None,
) -> None:
    """Change a fixed answer."""
    refuse_personal_data(text, source, owner, *(question or ()))
    typed = labelled(text, source, owner, review, question or [])
    dropped = tuple((Label.WITHOUT_QUESTION, str(one)) for one in without or ())
    changed = asyncio.run(_change(number, Labelled(typed.text, (*typed.others, *dropped))))
    sys.stdout.write(f"{words.CHANGED.format(number=number)}\n\n{whole(changed)}\n")


async def _change(number: int, typed: Labelled) -> FixedAnswer:
    today, documents = day_here(datetime.now(UTC)), documents_in(load_settings())
    async with open_store() as answers:
        return await keep(answers, changed_draft(typed, await find(answers, number), today, documents))
