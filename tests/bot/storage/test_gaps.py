"""Questions that got no good answer, as the database finds them."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import event
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.storage.gaps import Gaps
from tests.bot.storage.samples import NOW, ON_SQLITE


@contextmanager
def statements(engine: AsyncEngine) -> Iterator[list[tuple[str, tuple[str, ...]]]]:
    """Note what is asked of the database."""
    noted = []

    def note(_connection, _cursor, statement, parameters, *_rest) -> None:
        noted.append((statement, parameters))

    event.listen(engine.sync_engine, "before_cursor_execute", note)
    yield noted
    event.remove(engine.sync_engine, "before_cursor_execute", note)


@ON_SQLITE
async def test_what_was_asked_lately_is_found_without_reading_all(engine: AsyncEngine) -> None:
    with statements(engine) as asked:
        await Gaps(engine).unanswered(NOW)

    async with engine.connect() as connection:
        plans = [
            str((await connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters)).all())
            for statement, parameters in asked
            if statement.startswith("SELECT")
        ]
    assert "ix_handled_event_handled_at" in plans[0]
    assert "ix_feedback_given_at" in plans[1]
