"""What is put together where several processes may be on one database."""

from collections.abc import Callable

from sqlalchemy.ext.asyncio import AsyncEngine

from bot.handling import Handling
from bot.messages import Incoming
from bot.replicas.handing_over import HandingOver
from bot.replicas.leading import Leading
from bot.replicas.replica import Replica
from bot.replicas.working import Working
from bot.storage.answer_queue import AnswerQueue
from bot.storage.conversations import Conversations
from bot.storage.news import News
from bot.storage.session_lock import SessionLocks


def replica_on(engine: AsyncEngine) -> Replica | None:
    """Make this process one of several; None where the database is a file, which one process has."""
    if engine.dialect.name != "postgresql":
        return None
    news = News(engine)
    return Replica(news, Leading(SessionLocks(engine)), AnswerQueue(engine, news))


def handing_over(
    replica: Replica, handling: Handling, engine: AsyncEngine, withhold: Callable[[Incoming], Incoming]
) -> HandingOver:
    """Have messages answered by whichever process has time."""
    return HandingOver(replica.queue, handling, Conversations(engine), withhold)


def working(replica: Replica, handling: Handling, engine: AsyncEngine) -> Working:
    """Answer messages that other processes hand over, and those of this one."""
    return Working(replica.queue, handling, Conversations(engine), replica.whole)
