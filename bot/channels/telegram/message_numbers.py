"""The numbers that Telegram gives to messages, and which of them are accounted for.

Every account has one counter, for its conversations of two and its basic groups together; a supergroup has a
counter of its own. Numbers are given out one after another.
"""

import re
from collections import OrderedDict, deque
from collections.abc import Collection
from itertools import islice

from bot.channels.telegram.place import counter_of

REMEMBERED = 1000
"""How many numbers of each counter are remembered."""

MOST_COUNTERS = 1000

BEYOND = 10
"""How far beyond the highest known number there may be one: as many messages as are under way at a time."""

MOST_CANDIDATES = 50

_EVENT = re.compile(r"(-?\d+):(\d+)")


class MessageNumbers:
    """Remembers which numbers belong to messages that are known.

    Args:
        account: id of the assistant.
    """

    def __init__(self, account: int) -> None:
        self._account = account
        self._known: OrderedDict[int, deque[int]] = OrderedDict()

    def know(self, event: str) -> None:
        """Note that the message of an event is known; what is no event of a message is left alone."""
        found = _EVENT.fullmatch(event)
        if found is None:
            return
        counter, number = map(int, found.groups())
        numbers = self._known.setdefault(counter, deque(maxlen=REMEMBERED))
        if number not in numbers:
            numbers.append(number)
        self._known.move_to_end(counter)
        if len(self._known) > MOST_COUNTERS:
            self._known.popitem(last=False)

    def highest(self, chat: int) -> int | None:
        """Give the highest number that is known of the counter of a chat; None where none is."""
        return max(self._of(chat), default=None)

    def candidates(self, chat: int, since: int) -> tuple[int, ...]:
        """Give the numbers after one that can be those of a message in a chat that is not known.

        Args:
            chat: where the message is, if it is there.
            since: the highest number that was known before it was sent.

        Returns:
            At most `MOST_CANDIDATES`, the lowest first: it is just above that number.
        """
        known = set(self._of(chat))
        beyond = max(known, default=since) + BEYOND
        numbers = range(since + 1, min(beyond, since + REMEMBERED) + 1)
        return tuple(islice((number for number in numbers if number not in known), MOST_CANDIDATES))

    def _of(self, chat: int) -> Collection[int]:
        return self._known.get(counter_of(chat, self._account), ())
