"""The tables. Each change to them has a migration in `migrations/versions`."""

from datetime import UTC, datetime

from sqlalchemy import (
    JSON,
    Column,
    DateTime,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    TypeDecorator,
    UniqueConstraint,
)
from sqlalchemy.engine import Dialect


class UtcDateTime(TypeDecorator[datetime]):
    """A moment, always in UTC and always aware of it, also where the database forgets the zone."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Store in UTC; a naive moment is a mistake of ours."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a naive moment cannot be stored")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """SQLite gives naive moments back: they are UTC."""
        return value.replace(tzinfo=UTC) if value is not None and value.tzinfo is None else value


metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    }
)

inbox = Table(
    "inbox",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("channel", String(32), nullable=False),
    Column("event", String(255), nullable=False),
    Column("message", JSON, nullable=False),
    Column("finished_at", UtcDateTime),
    UniqueConstraint("channel", "event"),
    sqlite_autoincrement=True,
)
"""Messages received, in order of arrival, until they are answered."""

channel_position = Table(
    "channel_position",
    metadata,
    Column("channel", String(32), primary_key=True),
    Column("position", Text, nullable=False),
)
"""Up to where a channel has handed its messages to the inbox."""

handled_event = Table(
    "handled_event",
    metadata,
    Column("channel", String(32), primary_key=True),
    Column("event", String(255), primary_key=True),
    Column("replies", JSON, nullable=False),
    Column("handled_at", UtcDateTime, nullable=False),
)
"""What was replied to each message: handling it again gives the same."""

conversation = Table(
    "conversation",
    metadata,
    Column("channel", String(32), primary_key=True),
    Column("conversation", String(512), primary_key=True),
    Column("sender", String(255), primary_key=True),
    Column("memory", JSON, nullable=False),
    Column("updated_at", UtcDateTime, nullable=False),
)
"""What is remembered of one person in one conversation."""
