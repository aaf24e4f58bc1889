"""What somebody said in a group and goes on with in a conversation of two."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Make the new table."""
    op.create_table(
        "continuation",
        sa.Column("channel", sa.String(32), primary_key=True),
        sa.Column("key", sa.String(64), primary_key=True),
        sa.Column("conversation", sa.String(512), nullable=False),
        sa.Column("sender", sa.String(255), nullable=False),
        sa.Column("message", sa.JSON, nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Index("ix_continuation_channel_sender", "channel", "sender"),
    )
