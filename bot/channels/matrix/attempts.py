"""Events that cannot be read are passed over, so that one of them does not hold up all that come after it."""

import logging
from collections import OrderedDict
from collections.abc import Mapping
from typing import Any

from bot.channels.matrix.events import event_id
from bot.observability.correlation import correlation_of

log = logging.getLogger(__name__)

MOST_ATTEMPTS = 3
"""A mistake of ours that has to do with the moment is over by then, and the event is read."""

_MOST_REMEMBERED = 1000


class Attempts:
    """Counts how often each event could not be read."""

    def __init__(self) -> None:
        self._failed: OrderedDict[str, int] = OrderedDict()

    def is_last(self, room: str, event: Mapping[str, Any], error: Exception) -> bool:
        """Count an attempt that failed; whether the event is to be passed over now.

        Args:
            room: where it was said.
            event: as the homeserver has it.
            error: why it cannot be read.
        """
        identity = event_id(event) or repr(event.get("event_id"))
        attempts = self._failed.pop(identity, 0) + 1
        if attempts < MOST_ATTEMPTS:
            self._failed[identity] = attempts
            while len(self._failed) > _MOST_REMEMBERED:
                self._failed.popitem(last=False)
            return False
        log.error("%s cannot be read (%s); it is passed over", correlation_of("matrix", identity), error)
        return True
