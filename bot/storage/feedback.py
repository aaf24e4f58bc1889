"""Whether answers helped; not who says so."""

from datetime import datetime

from sqlalchemy import delete, insert
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.messages import Incoming
from bot.storage.answer import Answer
from bot.storage.schema import feedback
from bot.storage.transaction import writing


class Feedback:
    """Keeps what people find of answers."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine

    async def give(self, reaction: Incoming, answer: Answer, now: datetime, *, helpful: bool) -> None:
        """Keep what a reaction says of an answer; the same again, or another in its place, is one opinion."""
        event = reaction.changes or reaction.event
        async with writing(self._engine) as connection:
            await connection.execute(
                delete(feedback).where(feedback.c.channel == reaction.channel, feedback.c.event == event)
            )
            await connection.execute(
                insert(feedback).values(
                    channel=reaction.channel,
                    event=event,
                    given_at=now,
                    helpful=helpful,
                    question=answer.question,
                    kind=answer.reply.kind,
                    documents=list(dict.fromkeys(citation.document for citation in answer.reply.citations)),
                    score=answer.reply.score,
                )
            )

    async def take_back(self, channel: str, event: str) -> None:
        """Remove what a reaction said."""
        async with writing(self._engine) as connection:
            await connection.execute(
                delete(feedback).where(feedback.c.channel == channel, feedback.c.event == event)
            )
