"""What people may do, and which accounts are of one person."""

from sqlalchemy import JSON, Boolean, Column, Index, Integer, String, Table, UniqueConstraint

from bot.storage.schema.metadata import UtcDateTime, metadata
from bot.storage.schema.person import person

granted_role = Table(
    "granted_role",
    metadata,
    Column("channel", String(32), primary_key=True),
    Column("sender", String(255), primary_key=True),
    Column("role", String(32), primary_key=True),
    Column("organisations", JSON, nullable=False),
    Column("themes", JSON, nullable=False),
    Column("granted_at", UtcDateTime, nullable=False),
)
"""Roles that were given in chat; those in the settings are not here."""

privileged_act = Table(
    "privileged_act",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("at", UtcDateTime, nullable=False),
    Column("channel", String(32), nullable=False),
    Column("sender", String(255)),
    Column("event", String(255)),
    Column("command", String(32), nullable=False),
    Column("number", String(32)),
    Column("allowed", Boolean, nullable=False),
    UniqueConstraint("channel", "event"),
    Index(None, "channel", "sender"),
    sqlite_autoincrement=True,
)
"""Each use of a command that is not for everyone, also where it was refused.

Whose it was, and with which message, is None once that is long ago, and of who wanted to be forgotten.
"""

notice_preference = Table(
    "notice_preference",
    metadata,
    Column("channel", String(32), primary_key=True),
    Column("sender", String(255), primary_key=True),
    Column("wanted", Boolean, nullable=False),
)
"""Whether somebody wants to hear what becomes of their knelpunten; who is not here does."""

digest = Table(
    "digest",
    metadata,
    Column("channel", String(32), primary_key=True),
    Column("sender", String(255), primary_key=True),
    Column("conversation", String(512), nullable=False),
    Column("told_until", UtcDateTime, nullable=False),
)
"""Up to when somebody who treats knelpunten was told what there is, and the conversation for that.

It is the one in which they last used a command that is not for everyone.
"""

linked_account = Table(
    "linked_account",
    metadata,
    Column("channel", String(32), primary_key=True),
    Column("sender", String(255), primary_key=True),
    Column("person", String(32), nullable=False, index=True),
)
"""Accounts that belong together: those with the same `person`, which says nothing else."""

link_code = Table(
    "link_code",
    metadata,
    Column("code_hash", String(64), primary_key=True),
    *person(),
    Column("valid_until", UtcDateTime, nullable=False),
    UniqueConstraint("channel", "sender"),
)
"""Codes with which another account can be linked to this one, and where each was asked for."""
