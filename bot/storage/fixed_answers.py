"""The answers that admins wrote."""

from datetime import datetime
from typing import Any

from sqlalchemy import Row, delete, func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from bot.fixed_answers.actions import FixedAnswerAction, KeepFixedAnswer, RemoveFixedAnswer
from bot.fixed_answers.fixed_answer import FixedAnswer
from bot.gaps.actions import DecideOnQuestion, Decision
from bot.storage.gaps import decide_on_question
from bot.storage.schema import fixed_answer
from bot.storage.transaction import Overtaken, writing

Version = tuple[int, datetime | None, int | None]
"""How many fixed answers there are, when one last changed, and the highest number."""


class FixedAnswers:
    """Reads the fixed answers."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine

    async def all(self) -> tuple[FixedAnswer, ...]:
        """Give them all, by number."""
        async with self._engine.connect() as connection:
            rows = await connection.execute(select(fixed_answer).order_by(fixed_answer.c.id))
            return tuple(map(_answer, rows))

    async def version(self) -> Version:
        """Tell what changes whenever a fixed answer is added, changed or removed."""
        query = select(func.count(), func.max(fixed_answer.c.changed_at), func.max(fixed_answer.c.id))
        async with self._engine.connect() as connection:
            count, changed_at, highest = (await connection.execute(query.select_from(fixed_answer))).one()
        return count, changed_at, highest

    async def find(self, number: int) -> FixedAnswer | None:
        """Give the one of a number."""
        async with self._engine.connect() as connection:
            row = (
                await connection.execute(select(fixed_answer).where(fixed_answer.c.id == number))
            ).one_or_none()
        return None if row is None else _answer(row)

    async def change(self, action: FixedAnswerAction, now: datetime) -> None:
        """Change them outside a conversation; see `change_fixed_answers`."""
        async with writing(self._engine) as connection:
            await change_fixed_answers(connection, action, now)


async def change_fixed_answers(connection: AsyncConnection, action: FixedAnswerAction, now: datetime) -> None:
    """Do what a message does to the fixed answers.

    Raises:
        Overtaken: the one that it changes or removes is not there any more.
    """
    match action:
        case KeepFixedAnswer(answer) if answer.id is None:
            await connection.execute(insert(fixed_answer).values(**_columns(answer), changed_at=now))
            for question in answer.questions:
                decided = DecideOnQuestion(question=question, decision=Decision.ANSWERED)
                await decide_on_question(connection, decided, now)
        case KeepFixedAnswer(answer):
            changed = await connection.execute(
                update(fixed_answer)
                .where(fixed_answer.c.id == answer.id)
                .values(**_columns(answer), changed_at=now)
            )
            if not changed.rowcount:
                raise Overtaken(f"fixed answer {answer.id} is not there")
        case RemoveFixedAnswer(number):
            await connection.execute(delete(fixed_answer).where(fixed_answer.c.id == number))


def _columns(answer: FixedAnswer) -> dict[str, Any]:
    return {
        "questions": list(answer.questions),
        "text": answer.text,
        "source": answer.source,
        "owner": answer.owner,
        "review_on": answer.review_on,
    }


def _answer(row: Row[Any]) -> FixedAnswer:
    return FixedAnswer(
        id=row.id,
        questions=tuple(row.questions),
        text=row.text,
        source=row.source,
        owner=row.owner,
        review_on=row.review_on,
    )
