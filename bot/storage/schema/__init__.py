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
from bot.storage.schema.knowledge import (
    document_terms,
    fixed_answer,
    index_job,
    library_document,
    question_decision,
)
from bot.storage.schema.messages import (
    channel_position,
    continuation,
    feedback,
    handled_event,
    inbox,
    outbox,
    sent_event,
    to_answer,
)
from bot.storage.schema.metadata import metadata
from bot.storage.schema.people import (
    digest,
    granted_role,
    link_code,
    linked_account,
    notice_preference,
    privileged_act,
)

__all__ = [
    "attachment",
    "channel_position",
    "continuation",
    "conversation",
    "digest",
    "document_terms",
    "draft",
    "feedback",
    "fixed_answer",
    "granted_role",
    "handled_event",
    "inbox",
    "index_job",
    "knelpunt",
    "knelpunt_event",
    "knelpunt_relation",
    "knelpunt_support",
    "knelpunt_vector",
    "library_document",
    "link_code",
    "linked_account",
    "metadata",
    "notice_preference",
    "outbox",
    "participant",
    "privileged_act",
    "question_decision",
    "sent_event",
    "to_answer",
]
