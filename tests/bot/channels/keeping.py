"""What a channel keeps, in a database of the test's own."""

from sqlalchemy.ext.asyncio import AsyncEngine

from bot.channels.store import ChannelStore
from bot.storage.answers import Answers
from bot.storage.continuations import Continuations
from bot.storage.inbox import Inbox, Withhold
from bot.storage.moving import Moving
from bot.storage.outbox import Outbox


def store_with(engine: AsyncEngine, inbox: Inbox, withhold: Withhold) -> ChannelStore:
    """Give what a channel keeps, with an inbox of some kind."""
    continuations = Continuations(engine, withhold=withhold)
    return ChannelStore(inbox, Outbox(engine), Answers(engine), continuations, Moving(engine))
