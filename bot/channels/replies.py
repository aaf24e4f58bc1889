"""What a channel needs of the assistant."""

from typing import Protocol

from bot.attachments import Fetch
from bot.messages import Incoming, Reply


class Replies(Protocol):
    """Tells which messages want a reply, and makes it."""

    def is_addressed(self, incoming: Incoming) -> bool:
        """Whether a message wants a reply."""

    async def handle(self, incoming: Incoming, fetch: Fetch) -> tuple[Reply, ...]:
        """Reply to a message; the same message again gives the same replies.

        Args:
            incoming: the message.
            fetch: gives the content of a file that came with it.
        """
