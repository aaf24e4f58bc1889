"""Knelpunten, what happened to them, and who takes part in them.

Only `participant` says who somebody is: without its row everything else here is anonymous.
"""

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    String,
    Table,
    Text,
    UniqueConstraint,
)

from bot.storage.schema.metadata import UtcDateTime, metadata
from bot.storage.schema.person import person


def _knelpunt_id(*, nullable: bool = False) -> Column[int]:
    return Column("knelpunt_id", ForeignKey("knelpunt.id"), nullable=nullable, index=True)


knelpunt = Table(
    "knelpunt",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("number", String(32), nullable=False, unique=True),
    Column("imported_as", String(255), unique=True),
    Column("title", Text, nullable=False),
    Column("description", Text, nullable=False),
    Column("affected", Text, nullable=False),
    Column("organisation", Text, nullable=False),
    Column("cause", Text, nullable=False),
    Column("group", Text, nullable=False),
    Column("regulation", Text, nullable=False),
    Column("frequency", Text, nullable=False),
    Column("consequence", Text, nullable=False),
    Column("tried", Text, nullable=False),
    Column("proposal", Text, nullable=False),
    Column("severity", Text, nullable=False),
    Column("status", String(32), nullable=False),
    Column("reported_at", UtcDateTime, nullable=False),
    Column("since", UtcDateTime, nullable=False),
    Column("merged_into", String(32), index=True),
    sqlite_autoincrement=True,
)
"""Each knelpunt as it stands, since when, and the number of the one that it was merged into.

Whether the reporter may be contacted is with the `participant`.
"""

knelpunt_support = Table(
    "knelpunt_support",
    metadata,
    Column("id", Integer, primary_key=True),
    _knelpunt_id(),
    Column("organisation", Text, nullable=False),
    Column("frequency", Text, nullable=False),
    Column("remark", Text, nullable=False),
    Column("added_at", UtcDateTime, nullable=False),
    sqlite_autoincrement=True,
)
"""Organisations that have a knelpunt too."""

knelpunt_relation = Table(
    "knelpunt_relation",
    metadata,
    Column("knelpunt_id", ForeignKey("knelpunt.id"), primary_key=True),
    Column("related_id", ForeignKey("knelpunt.id"), primary_key=True, index=True),
)
"""Knelpunten that look alike; each pair is here both ways round."""

participant = Table(
    "participant",
    metadata,
    Column("id", Integer, primary_key=True),
    _knelpunt_id(),
    *person(),
    Column("role", String(32), nullable=False),
    Column("contact", Boolean, nullable=False),
    UniqueConstraint("knelpunt_id", "channel", "sender", "role"),
    Index(None, "channel", "sender"),
    sqlite_autoincrement=True,
)
"""Who reported, supports or treats a knelpunt, where they did so, and whether they may be contacted."""

knelpunt_event = Table(
    "knelpunt_event",
    metadata,
    Column("id", Integer, primary_key=True),
    _knelpunt_id(),
    Column("at", UtcDateTime, nullable=False),
    Column("kind", String(32), nullable=False),
    Column("participant_id", ForeignKey("participant.id", ondelete="SET NULL"), index=True),
    Column("data", JSON, nullable=False),
    sqlite_autoincrement=True,
)
"""Every change of a knelpunt: when, what, and by whom as long as that is known."""

attachment = Table(
    "attachment",
    metadata,
    Column("id", Integer, primary_key=True),
    _knelpunt_id(nullable=True),
    *person(nullable=True),
    Column("event", String(255)),
    Column("position", Integer),
    Column("name", Text, nullable=False),
    Column("media_type", String(255), nullable=False),
    Column("size", Integer, nullable=False),
    Column("sha256", String(64), nullable=False),
    Column("added_at", UtcDateTime, nullable=False),
    Column("content", LargeBinary, nullable=False),
    UniqueConstraint("channel", "event", "position"),
    Index(None, "channel", "sender"),
    sqlite_autoincrement=True,
)
"""Files. One is with a knelpunt, or with the person whose draft it belongs to; never with both.

`event` and `position` say which file of which message it was, so that it is added once.
"""

knelpunt_vector = Table(
    "knelpunt_vector",
    metadata,
    Column("knelpunt_id", ForeignKey("knelpunt.id"), primary_key=True),
    Column("model", String(255), primary_key=True),
    Column("vector", LargeBinary, nullable=False),
)
"""What a knelpunt means, as an embedding model says: little-endian float32."""
