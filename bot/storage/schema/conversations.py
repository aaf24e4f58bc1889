"""What is kept of a person in a conversation while it lasts."""

from sqlalchemy import JSON, Column, Table

from bot.storage.schema.metadata import UtcDateTime, metadata
from bot.storage.schema.person import person

conversation = Table(
    "conversation",
    metadata,
    *person(primary_key=True),
    Column("memory", JSON, nullable=False),
    Column("updated_at", UtcDateTime, nullable=False),
)
"""What is remembered of one person in one conversation."""

draft = Table(
    "draft",
    metadata,
    *person(primary_key=True),
    Column("draft", JSON, nullable=False),
    Column("started_at", UtcDateTime, nullable=False),
    Column("updated_at", UtcDateTime, nullable=False),
    Column("warned_at", UtcDateTime),
)
"""The report that one person is telling in one conversation.

`warned_at` is when they were told that it expires; None again once they go on with it.
"""
