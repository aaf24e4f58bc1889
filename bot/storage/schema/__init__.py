"""The tables, by subject. Each change to them has a migration in `migrations/versions`."""

from bot.storage.schema.conversations import conversation, draft
from bot.storage.schema.knelpunten import (
    attachment,
    knelpunt,
    knelpunt_event,
    knelpunt_relation,
    knelpunt_support,
    knelpunt_vector,
    participant,
)
from bot.storage.schema.messages import (
    channel_position,
    continuation,
    feedback,
    handled_event,
    inbox,
    outbox,
    sent_event,
)
from bot.storage.schema.metadata import metadata

__all__ = [
    "attachment",
    "channel_position",
    "continuation",
    "conversation",
    "draft",
    "feedback",
    "handled_event",
    "inbox",
    "knelpunt",
    "knelpunt_event",
    "knelpunt_relation",
    "knelpunt_support",
    "knelpunt_vector",
    "metadata",
    "outbox",
    "participant",
    "sent_event",
]
