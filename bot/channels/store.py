"""What a channel keeps."""

from dataclasses import dataclass, field

from bot.channels.outbox import Outbox
from bot.delivery.delivery import Inbox
from bot.delivery.stopping import Stopping
from bot.storage.answers import Answers
from bot.storage.continuations import Continuations
from bot.storage.moving import Moving


@dataclass(frozen=True, slots=True)
class ChannelStore:
    """What a channel keeps, on disk.

    Attributes:
        inbox: where messages wait, and where the channel's position is kept with them.
        outbox: where what is said unasked waits.
        answers: which events the replies are.
        continuations: keeps what was said in a group until its sender goes on with it alone.
        moving: takes along what is kept of a conversation that goes on elsewhere.
        stopping: whether nothing new is to be answered any more.
    """

    inbox: Inbox
    outbox: Outbox
    answers: Answers
    continuations: Continuations
    moving: Moving
    stopping: Stopping = field(default_factory=Stopping)
