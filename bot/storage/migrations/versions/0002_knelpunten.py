"""Knelpunten with all that belongs to them, drafts, and what is said unasked."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Make the new tables, and note with what was replied to whom."""
    op.create_index("ix_inbox_channel_finished_at_id", "inbox", ["channel", "finished_at", "id"])
    op.add_column("handled_event", sa.Column("conversation", sa.String(512)))
    op.add_column("handled_event", sa.Column("sender", sa.String(255)))
    op.create_index("ix_handled_event_channel_sender", "handled_event", ["channel", "sender"])
    _make_conversation_tables()
    _make_knelpunt_tables()
    _make_participation_tables()


def _make_conversation_tables() -> None:
    op.create_table(
        "outbox",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("channel", sa.String(32), nullable=False),
        sa.Column("conversation", sa.String(512), nullable=False),
        sa.Column("sender", sa.String(255), nullable=False),
        sa.Column("reply", sa.JSON, nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("sent_at", MOMENT),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_outbox_channel_sent_at_id", "outbox", ["channel", "sent_at", "id"])
    op.create_table(
        "draft",
        sa.Column("channel", sa.String(32), primary_key=True),
        sa.Column("conversation", sa.String(512), primary_key=True),
        sa.Column("sender", sa.String(255), primary_key=True),
        sa.Column("draft", sa.JSON, nullable=False),
        sa.Column("started_at", MOMENT, nullable=False),
        sa.Column("updated_at", MOMENT, nullable=False),
        sa.Column("warned_at", MOMENT),
    )


def _make_knelpunt_tables() -> None:
    op.create_table(
        "knelpunt",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("number", sa.String(32), nullable=False),
        sa.Column("imported_as", sa.String(255)),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("description", sa.Text, nullable=False),
        sa.Column("affected", sa.Text, nullable=False),
        sa.Column("organisation", sa.Text, nullable=False),
        sa.Column("cause", sa.Text, nullable=False),
        sa.Column("group", sa.Text, nullable=False),
        sa.Column("regulation", sa.Text, nullable=False),
        sa.Column("frequency", sa.Text, nullable=False),
        sa.Column("consequence", sa.Text, nullable=False),
        sa.Column("tried", sa.Text, nullable=False),
        sa.Column("proposal", sa.Text, nullable=False),
        sa.Column("severity", sa.Text, nullable=False),
        sa.Column("status", sa.String(32), nullable=False),
        sa.Column("reported_at", MOMENT, nullable=False),
        sa.UniqueConstraint("number", name="uq_knelpunt_number"),
        sa.UniqueConstraint("imported_as", name="uq_knelpunt_imported_as"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "knelpunt_support",
        sa.Column("id", sa.Integer, primary_key=True),
        _knelpunt_id("knelpunt_support", nullable=False),
        sa.Column("organisation", sa.Text, nullable=False),
        sa.Column("frequency", sa.Text, nullable=False),
        sa.Column("remark", sa.Text, nullable=False),
        sa.Column("added_at", MOMENT, nullable=False),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_knelpunt_support_knelpunt_id", "knelpunt_support", ["knelpunt_id"])
    op.create_table(
        "knelpunt_relation",
        _knelpunt_id("knelpunt_relation", primary_key=True),
        sa.Column(
            "related_id",
            sa.Integer,
            sa.ForeignKey("knelpunt.id", name="fk_knelpunt_relation_related_id_knelpunt"),
            primary_key=True,
        ),
    )
    op.create_index("ix_knelpunt_relation_related_id", "knelpunt_relation", ["related_id"])
    op.create_table(
        "knelpunt_vector",
        _knelpunt_id("knelpunt_vector", primary_key=True),
        sa.Column("model", sa.String(255), primary_key=True),
        sa.Column("vector", sa.LargeBinary, nullable=False),
    )
    op.create_table(
        "attachment",
        sa.Column("id", sa.Integer, primary_key=True),
        _knelpunt_id("attachment", nullable=True),
        sa.Column("channel", sa.String(32)),
        sa.Column("conversation", sa.String(512)),
        sa.Column("sender", sa.String(255)),
        sa.Column("event", sa.String(255)),
        sa.Column("position", sa.Integer),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("media_type", sa.String(255), nullable=False),
        sa.Column("size", sa.Integer, nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("added_at", MOMENT, nullable=False),
        sa.Column("content", sa.LargeBinary, nullable=False),
        sa.UniqueConstraint("channel", "event", "position", name="uq_attachment_channel_event_position"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_attachment_knelpunt_id", "attachment", ["knelpunt_id"])
    op.create_index("ix_attachment_channel_sender", "attachment", ["channel", "sender"])


def _make_participation_tables() -> None:
    op.create_table(
        "participant",
        sa.Column("id", sa.Integer, primary_key=True),
        _knelpunt_id("participant", nullable=False),
        sa.Column("channel", sa.String(32), nullable=False),
        sa.Column("conversation", sa.String(512), nullable=False),
        sa.Column("sender", sa.String(255), nullable=False),
        sa.Column("role", sa.String(32), nullable=False),
        sa.Column("contact", sa.Boolean, nullable=False),
        sa.UniqueConstraint(
            "knelpunt_id", "channel", "sender", name="uq_participant_knelpunt_id_channel_sender"
        ),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_participant_knelpunt_id", "participant", ["knelpunt_id"])
    op.create_index("ix_participant_channel_sender", "participant", ["channel", "sender"])
    op.create_table(
        "knelpunt_event",
        sa.Column("id", sa.Integer, primary_key=True),
        _knelpunt_id("knelpunt_event", nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("kind", sa.String(32), nullable=False),
        sa.Column(
            "participant_id",
            sa.Integer,
            sa.ForeignKey(
                "participant.id",
                ondelete="SET NULL",
                name="fk_knelpunt_event_participant_id_participant",
            ),
        ),
        sa.Column("data", sa.JSON, nullable=False),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_knelpunt_event_knelpunt_id", "knelpunt_event", ["knelpunt_id"])
    op.create_index("ix_knelpunt_event_participant_id", "knelpunt_event", ["participant_id"])


def _knelpunt_id(table: str, *, nullable: bool = False, primary_key: bool = False) -> "sa.Column[int]":
    key = sa.ForeignKey("knelpunt.id", name=f"fk_{table}_knelpunt_id_knelpunt")
    return sa.Column("knelpunt_id", sa.Integer, key, nullable=nullable, primary_key=primary_key)
