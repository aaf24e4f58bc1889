"""Messages received and answered, and what is remembered of a conversation."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make the four tables."""
    op.create_table(
        "inbox",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("channel", sa.String(32), nullable=False),
        sa.Column("event", sa.String(255), nullable=False),
        sa.Column("message", sa.JSON, nullable=False),
        sa.Column("finished_at", sa.DateTime(timezone=True)),
        sa.UniqueConstraint("channel", "event", name="uq_inbox_channel_event"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "channel_position",
        sa.Column("channel", sa.String(32), primary_key=True),
        sa.Column("position", sa.Text, nullable=False),
    )
    op.create_table(
        "handled_event",
        sa.Column("channel", sa.String(32), primary_key=True),
        sa.Column("event", sa.String(255), primary_key=True),
        sa.Column("replies", sa.JSON, nullable=False),
        sa.Column("handled_at", sa.DateTime(timezone=True), nullable=False),
    )
    op.create_table(
        "conversation",
        sa.Column("channel", sa.String(32), primary_key=True),
        sa.Column("conversation", sa.String(512), primary_key=True),
        sa.Column("sender", sa.String(255), primary_key=True),
        sa.Column("memory", sa.JSON, nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
    )
