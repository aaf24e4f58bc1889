"""All metrics, by name; docs/observability.md says what each is for.

No label names a person, a room or anything that was said: each has a few values that the code knows.
"""

import platform

from prometheus_client import (
    GC_COLLECTOR,
    PROCESS_COLLECTOR,
    CollectorRegistry,
    Counter,
    Gauge,
    Histogram,
    disable_created_metrics,
)

from bot.messages import Act, Kind
from bot.version import program_version

# A second series for each counter, of which Prometheus makes nothing.
disable_created_metrics()  # type: ignore[no-untyped-call]

REGISTRY = CollectorRegistry()

BUCKETS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0, 60.0, 120.0)
"""Seconds; the last is how long handling a message may take."""

RECEIVED = Counter(
    "wegwijzer_messages_received",
    "Messages that came in and were not known yet.",
    ["channel", "act"],
    registry=REGISTRY,
)
REPLIES = Counter(
    "wegwijzer_replies", "Replies that were sent to messages.", ["channel", "kind"], registry=REGISTRY
)
FAILURES = Counter(
    "wegwijzer_answering_failures",
    "Times that handling a message, or sending a reply to it, failed in a way that should not happen.",
    ["channel"],
    registry=REGISTRY,
)
APOLOGIES = Counter(
    "wegwijzer_apologies",
    "Messages to which only an apology was sent, as handling them failed time and again.",
    ["channel"],
    registry=REGISTRY,
)
SECONDS = Histogram(
    "wegwijzer_stage_seconds",
    "How long each stage of a message took.",
    ["stage"],
    buckets=BUCKETS,
    registry=REGISTRY,
)
ERRORS = Counter("wegwijzer_errors", "Errors that were logged.", ["module"], registry=REGISTRY)

LAST_CONTACT = Gauge(
    "wegwijzer_channel_last_contact_timestamp_seconds",
    "When the server of a channel last answered in full that there is or is not something new.",
    ["channel"],
    registry=REGISTRY,
)
LEADS = Gauge(
    "wegwijzer_leads",
    "1 where this process does what one does at a time, such as serving a channel; 0 where it stands by.",
    ["what"],
    registry=REGISTRY,
)
DATABASE_ANSWERS = Gauge(
    "wegwijzer_database_answers", "1 where the database answered in time, 0 where not.", registry=REGISTRY
)
QUEUE_LENGTH = Gauge(
    "wegwijzer_queue_length", "What waits in the database.", ["queue", "channel"], registry=REGISTRY
)
QUEUE_OLDEST = Gauge(
    "wegwijzer_queue_oldest_seconds",
    "How long the oldest waits in the database; 0 where nothing waits.",
    ["queue", "channel"],
    registry=REGISTRY,
)
GENERATION = Gauge(
    "wegwijzer_index_generation", "Number of the generation that is answered from.", registry=REGISTRY
)
PASSAGES = Gauge("wegwijzer_index_passages", "Passages in that generation.", registry=REGISTRY)
REINDEXING = Gauge(
    "wegwijzer_reindexing", "Things that are to be done to the index, or are being done.", registry=REGISTRY
)
REINDEXED = Gauge(
    "wegwijzer_reindexing_last_timestamp_seconds",
    "When the last thing was done to the index, by what came of it.",
    ["ending"],
    registry=REGISTRY,
)
LOOP_LAG = Gauge(
    "wegwijzer_event_loop_lag_seconds",
    "How much later than asked for the event loop last came round.",
    registry=REGISTRY,
)
BUILD = Gauge(
    "wegwijzer_build_info", "1; its labels say what runs.", ["version", "python"], registry=REGISTRY
)


def count_from_zero(channel: str) -> None:
    """Show the counters of a channel before they count: Prometheus sees no step from nothing to one."""
    for act in Act:
        RECEIVED.labels(channel, act)
    for kind in Kind:
        REPLIES.labels(channel, kind)
    for counter in (FAILURES, APOLOGIES):
        counter.labels(channel)


BUILD.labels(program_version(), platform.python_version()).set(1)
REGISTRY.register(PROCESS_COLLECTOR)
REGISTRY.register(GC_COLLECTOR)
