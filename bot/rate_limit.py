"""Keeps one person, or one group, from taking all the time there is: a token bucket for each."""

from collections import OrderedDict
from dataclasses import dataclass
from datetime import datetime
from enum import Enum, auto


@dataclass(frozen=True, slots=True)
class Rate:
    """How many messages are read.

    Attributes:
        burst: at once.
        per_second: on and on.
    """

    burst: int
    per_second: float


OF_ONE_PERSON = Rate(burst=40, per_second=0.5)
"""People who answer a report quickly send a dozen a minute."""

OF_ONE_GROUP = Rate(burst=100, per_second=2)
"""All people in it together."""

MOST_BUCKETS = 10_000


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

    def __init__(self, rate: Rate) -> None:
        self._rate = rate
        self._buckets: OrderedDict[tuple[str, str], _Bucket] = OrderedDict()

    def judge(self, channel: str, whose: str, sent_at: datetime) -> Verdict:
        """Count one message of a person or a group; the first one too many is told apart from the others."""
        bucket = self._bucket(channel, whose, sent_at)
        if bucket.tokens >= 1:
            bucket.tokens -= 1
            return Verdict.READ
        return _too_many(bucket)

    def refuse(self, channel: str, whose: str, sent_at: datetime) -> Verdict:
        """Count a message that is one too many in another way; for now no other is read either."""
        bucket = self._bucket(channel, whose, sent_at)
        bucket.tokens = 0
        return _too_many(bucket)

    def _bucket(self, channel: str, whose: str, sent_at: datetime) -> _Bucket:
        bucket = self._buckets.setdefault((channel, whose), _Bucket(self._rate.burst, sent_at))
        self._buckets.move_to_end((channel, whose))
        while len(self._buckets) > MOST_BUCKETS:
            self._buckets.popitem(last=False)
        passed = max(0.0, (sent_at - bucket.filled_at).total_seconds())
        bucket.tokens = min(self._rate.burst, bucket.tokens + passed * self._rate.per_second)
        bucket.filled_at = max(bucket.filled_at, sent_at)
        # Not at the next message that is read: who goes on and on would be told time and again.
        if bucket.tokens >= self._rate.burst / 2:
            bucket.told = False
        return bucket


def _too_many(bucket: _Bucket) -> Verdict:
    if bucket.told:
        return Verdict.STILL_TOO_MANY
    bucket.told = True
    return Verdict.TOO_MANY
