"""Whether a message in a group belongs to an exchange that the assistant is part of."""

from collections import OrderedDict

import nio

from bot.channels.matrix.message import Message
from bot.channels.matrix.requests import Refused, ask

REMEMBERED_THREADS = 10_000


class Participation:
    """Knows the threads that the assistant takes part in, and which events are its own.

    The homeserver is asked, so that this holds after a restart too; what it said about a thread is
    remembered, as the assistant only joins a thread in reply to a message that `take_part` was told of.
    """

    def __init__(self, client: nio.AsyncClient) -> None:
        self._client = client
        self._threads: OrderedDict[str, bool] = OrderedDict()

    async def concerns_us(self, room: str, message: Message) -> bool:
        """Whether a message replies to the assistant or is in a thread in which the assistant spoke.

        Raises:
            ChannelUnavailable: the homeserver cannot say so now.
            SessionRevoked: the homeserver ended the session.
        """
        if message.reply_to and (await self._look_up(room, message.reply_to))[0]:
            return True
        if not message.thread:
            return False
        if message.thread not in self._threads:
            self._remember(message.thread, ours=any(await self._look_up(room, message.thread)))
        return self._threads[message.thread]

    def take_part(self, thread: str) -> None:
        """Note that the assistant was spoken to in a thread, so that it will have answered there."""
        self._remember(thread, ours=True)

    def _remember(self, thread: str, *, ours: bool) -> None:
        self._threads[thread] = ours
        self._threads.move_to_end(thread)
        if len(self._threads) > REMEMBERED_THREADS:
            self._threads.popitem(last=False)

    async def _look_up(self, room: str, event_id: str) -> tuple[bool, bool]:
        """Whether an event is our own, and whether we spoke in the thread that starts there."""
        try:
            event = (await ask(self._client.room_get_event(room, event_id))).event
        except Refused:
            return False, False
        relations = event.source.get("unsigned", {}).get("m.relations", {})
        return (
            event.sender == self._client.user_id,
            relations.get("m.thread", {}).get("current_user_participated") is True,
        )
