"""Questions that got no good answer, without who asked them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import insert, select
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from bot.gaps.actions import DecideOnQuestion, Decision
from bot.messages import Kind
from bot.storage.schema import feedback, handled_event, question_decision
from bot.storage.transaction import writing


@dataclass(frozen=True, slots=True)
class Unanswered:
    """A question that got no good answer.

    Attributes:
        question: complete in itself, without personal data.
        asked_at: when; of a badly rated answer, when it was rated.
        kind: what was replied to it.
        unhelpful: somebody said that the answer did not help.
    """

    question: str
    asked_at: datetime
    kind: Kind
    unhelpful: bool


@dataclass(frozen=True, slots=True)
class Decided:
    """What was decided on a question."""

    question: str
    decision: Decision
    at: datetime


class Gaps:
    """Reads questions that got no good answer, and what was decided on them."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine

    async def unanswered(self, since: datetime) -> Sequence[Unanswered]:
        """Give what was asked since a moment, oldest first."""
        asked = select(handled_event.c.question, handled_event.c.handled_at, handled_event.c.kind).where(
            handled_event.c.question.is_not(None),
            handled_event.c.kind.in_([Kind.UNKNOWN, Kind.NEARBY]),
            handled_event.c.handled_at >= since,
        )
        rated = select(feedback.c.question, feedback.c.given_at, feedback.c.kind).where(
            feedback.c.helpful.is_(False), feedback.c.question != "", feedback.c.given_at >= since
        )
        async with self._engine.connect() as connection:
            found = [
                Unanswered(question, at, Kind(kind), unhelpful)
                for query, unhelpful in ((asked, False), (rated, True))
                for question, at, kind in await connection.execute(query)
            ]
        return sorted(found, key=lambda one: one.asked_at)

    async def decided(self) -> Sequence[Decided]:
        """Give what was decided, oldest first."""
        query = select(
            question_decision.c.question, question_decision.c.decision, question_decision.c.decided_at
        ).order_by(question_decision.c.id)
        async with self._engine.connect() as connection:
            return [
                Decided(question, Decision(decision), at)
                for question, decision, at in await connection.execute(query)
            ]

    async def decide(self, action: DecideOnQuestion, now: datetime) -> None:
        """Note what was decided on a question, outside a conversation."""
        async with writing(self._engine) as connection:
            await decide_on_question(connection, action, now)


async def decide_on_question(connection: AsyncConnection, action: DecideOnQuestion, now: datetime) -> None:
    """Note what was decided on a question."""
    await connection.execute(
        insert(question_decision).values(question=action.question, decision=action.decision, decided_at=now)
    )
