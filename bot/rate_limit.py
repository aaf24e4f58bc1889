"""Keeps one person from taking all the time there is: a token bucket for each sender."""

from collections import OrderedDict
from dataclasses import dataclass
from datetime import datetime
from enum import Enum, auto

BURST = 40
"""Messages at once; people who answer a report quickly send a dozen a minute."""

PER_SECOND = 0.5
MOST_SENDERS = 10_000


class Verdict(Enum):
    """Whether a message is read."""

    READ = auto()
    TOO_MANY = auto()
    STILL_TOO_MANY = auto()


@dataclass(slots=True)
class _Bucket:
    tokens: float
    filled_at: datetime
    told: bool = False


class RateLimit:
    """Counts by when messages were sent: what waited while the assistant was down is no flood."""

    def __init__(self) -> None:
        self._buckets: OrderedDict[tuple[str, str], _Bucket] = OrderedDict()

    def judge(self, channel: str, sender: str, sent_at: datetime) -> Verdict:
        """Count one message; the first one too many is told apart from the others."""
        bucket = self._buckets.setdefault((channel, sender), _Bucket(BURST, sent_at))
        self._buckets.move_to_end((channel, sender))
        while len(self._buckets) > MOST_SENDERS:
            self._buckets.popitem(last=False)
        passed = max(0.0, (sent_at - bucket.filled_at).total_seconds())
        bucket.tokens = min(BURST, bucket.tokens + passed * PER_SECOND)
        bucket.filled_at = max(bucket.filled_at, sent_at)
        if bucket.tokens >= 1:
            bucket.tokens -= 1
            bucket.told = False
            return Verdict.READ
        if bucket.told:
            return Verdict.STILL_TOO_MANY
        bucket.told = True
        return Verdict.TOO_MANY
