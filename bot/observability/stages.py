"""How long each stage of a message takes: measured, and a span where traces are made."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from enum import StrEnum

from bot.messages import Incoming, Reply
from bot.observability import metrics, tracing


class Stage(StrEnum):
    """A stage of a message; some are within others.

    Attributes:
        WAITING: from when it was sent until it is taken up.
        HANDLING: from then until its replies are made and kept.
        EMBEDDING: within handling, computing the embeddings of what was asked.
        ANSWERING: within handling, finding what answers.
        SEARCH: within answering, searching the index.
        KEEPING: within handling, the transaction that keeps all that came of it.
        SENDING: handing one reply to the server of the channel.
        WHOLE: from when it was sent until a reply to it was sent.
    """

    WAITING = "waiting"
    HANDLING = "handling"
    EMBEDDING = "embedding"
    ANSWERING = "answering"
    SEARCH = "search"
    KEEPING = "keeping"
    SENDING = "sending"
    WHOLE = "whole"


_SECONDS = {stage: metrics.SECONDS.labels(stage) for stage in Stage}


@contextmanager
def stage(name: Stage) -> Iterator[None]:
    """Measure a block, also when it fails."""
    began = time.perf_counter()
    try:
        with tracing.span(name):
            yield
    finally:
        _SECONDS[name].observe(time.perf_counter() - began)


def taken_up(message: Incoming) -> None:
    """Measure how long a message waited until now."""
    _SECONDS[Stage.WAITING].observe(_since_sent(message))
    tracing.span_since_sent(Stage.WAITING, message)


def replied(message: Incoming, reply: Reply) -> None:
    """Count a reply that was sent, and measure how long that took since the message was sent."""
    metrics.REPLIES.labels(message.channel, reply.kind).inc()
    _SECONDS[Stage.WHOLE].observe(_since_sent(message))


def failed(message: Incoming, *, is_last: bool) -> None:
    """Count that handling a message failed; after the last time its sender gets an apology."""
    metrics.FAILURES.labels(message.channel).inc()
    if is_last:
        metrics.APOLOGIES.labels(message.channel).inc()


def _since_sent(message: Incoming) -> float:
    """Seconds since a message was sent; 0 where the clock of its server is ahead."""
    return max(0.0, (datetime.now(UTC) - message.sent_at).total_seconds())
