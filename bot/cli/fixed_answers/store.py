"""Reads and changes fixed answers from the command line."""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from datetime import UTC, datetime

from bot.assembly.generations import generations_of
from bot.fixed_answers.actions import KeepFixedAnswer
from bot.fixed_answers.drafting import Draft, Wrong
from bot.fixed_answers.fixed_answer import FixedAnswer
from bot.settings import Settings, load_settings
from bot.storage.database import opened
from bot.storage.fixed_answers import FixedAnswers
from index.generations import NoIndexError


class FixedAnswerUnknown(Exception):
    """There is no fixed answer with this number.

    Attributes:
        number: the number.
    """

    def __init__(self, number: int) -> None:
        super().__init__(str(number))
        self.number = number


class FixedAnswerInvalid(Exception):
    """A fixed answer is not complete.

    Attributes:
        wrong: what is missing or wrong.
    """

    def __init__(self, wrong: tuple[Wrong, ...]) -> None:
        super().__init__(", ".join(one.fault for one in wrong))
        self.wrong = wrong


@asynccontextmanager
async def open_store() -> AsyncIterator[FixedAnswers]:
    """Open the database that the settings name, and nothing else, for as long as it is used."""
    async with opened(load_settings().database) as engine:
        yield FixedAnswers(engine)


async def find(answers: FixedAnswers, number: int) -> FixedAnswer:
    """Give the fixed answer of a number.

    Raises:
        FixedAnswerUnknown: there is none.
    """
    answer = await answers.find(number)
    if answer is None:
        raise FixedAnswerUnknown(number)
    return answer


async def keep(answers: FixedAnswers, draft: Draft) -> FixedAnswer:
    """Keep a fixed answer, and give it.

    Raises:
        FixedAnswerInvalid: it is not complete.
    """
    if draft.answer is None:
        raise FixedAnswerInvalid(draft.wrong)
    await answers.change(KeepFixedAnswer(draft.answer), datetime.now(UTC))
    return draft.answer


def documents_in(settings: Settings) -> Mapping[str, str]:
    """Give the web address, or ``""``, of each document that is indexed; none where there is no index yet."""
    generations = generations_of(settings)
    try:
        generation = generations.current()
    except NoIndexError:
        return {}
    named = dict.fromkeys(generation.manifest.documents, "")
    return named | {one.source.document: one.source.url for one in generations.open(generation)}
