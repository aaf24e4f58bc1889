"""Traces for OpenTelemetry, of messages and their stages; nothing where no collector is set.

A span tells how long something took and in which way it failed. It holds no words, names or addresses. All
that is done for a message is one trace, named after it, also what another process does for it.
"""

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from bot.messages import Incoming
from bot.observability.correlation import correlation_of, digest_of

if TYPE_CHECKING:
    from bot.observability.exporting import Exporting

_NOTHING: AbstractContextManager[None] = nullcontext()

_exporting: "Exporting | None" = None


class TelemetryMissing(Exception):
    """A collector is set, and the packages that tell it something are not installed."""


@contextmanager
def traces_to(endpoint: str | None) -> Iterator[None]:
    """Make traces as long as the block runs, and send what is left of them at its end.

    Args:
        endpoint: web address of a collector that takes OTLP over HTTP; None for no traces.

    Raises:
        TelemetryMissing: the extra ``telemetry`` is not installed.
    """
    global _exporting  # noqa: PLW0603 - as the metrics are, it is one for the process
    if endpoint is None:
        yield
        return
    try:
        from bot.observability.exporting import Exporting  # noqa: PLC0415 - it need not be installed
    except ImportError as error:
        raise TelemetryMissing from error
    _exporting = Exporting(endpoint)
    try:
        yield
    finally:
        exporting, _exporting = _exporting, None
        exporting.close()


def span(name: str) -> AbstractContextManager[None]:
    """Make a span of a block, within the one around it."""
    return _NOTHING if _exporting is None else _exporting.during(_exporting.span(name))


def message_span(message: Incoming) -> AbstractContextManager[None]:
    """Make a span of all that is done for a message, beginning when that was sent."""
    if _exporting is None:
        return _NOTHING
    about = {
        "wegwijzer.channel": message.channel,
        "wegwijzer.act": message.act.value,
        "wegwijzer.correlation": correlation_of(message.channel, message.event),
    }
    return _exporting.during(_exporting.root("message", _trace_of(message), about, _sent_at(message)))


def work_span(message: Incoming) -> AbstractContextManager[None]:
    """Make a span of what is done for a message that perhaps another process received."""
    if _exporting is None:
        return _NOTHING
    return _exporting.during(_exporting.part("work", _trace_of(message)))


def span_since_sent(name: str, message: Incoming) -> None:
    """Make a span from when a message was sent until now."""
    if _exporting is not None:
        _exporting.past(name, _sent_at(message))


def _trace_of(message: Incoming) -> bytes:
    return digest_of(message.channel, message.event, 24)


def _sent_at(message: Incoming) -> int:
    """When a message was sent, in nanoseconds; now, where the clock of its server is ahead."""
    return int(min(message.sent_at, datetime.now(UTC)).timestamp() * 1e9)
