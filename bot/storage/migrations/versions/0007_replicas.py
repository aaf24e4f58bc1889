"""Several processes on one PostgreSQL: messages that any of them may answer, and who has one whole.

And an index with which what was asked unasked is found without reading all that was said on a channel.
"""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    """Make the table and the column; what waits was received by a process that is gone."""
    op.add_column("inbox", sa.Column("receiver", sa.Integer))
    op.create_table(
        "to_answer",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("channel", sa.String(32), nullable=False),
        sa.Column("conversation", sa.String(512), nullable=False),
        sa.Column("sender", sa.String(255), nullable=False),
        sa.Column("event", sa.String(255), nullable=False),
        sa.Column("message", sa.JSON, nullable=False),
        sa.Column("receiver", sa.Integer),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("returned", sa.String(32)),
        sa.UniqueConstraint("channel", "event", name="uq_to_answer_channel_event"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_to_answer_channel_sender", "to_answer", ["channel", "sender"])
    op.create_index("ix_outbox_channel_sender", "outbox", ["channel", "sender"])
