"""Which events the assistant's replies are, what was asked, and whether the answer helped."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Make the new tables, and note with what was replied what was asked."""
    op.add_column("handled_event", sa.Column("question", sa.Text))
    op.create_table(
        "sent_event",
        sa.Column("channel", sa.String(32), primary_key=True),
        sa.Column("event", sa.String(255), primary_key=True),
        sa.Column("cause", sa.String(255), nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("part", sa.Integer, nullable=False),
        sa.Column("sent_at", MOMENT, nullable=False),
        sa.UniqueConstraint(
            "channel", "cause", "number", "part", name="uq_sent_event_channel_cause_number_part"
        ),
    )
    op.create_table(
        "feedback",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("channel", sa.String(32), nullable=False),
        sa.Column("event", sa.String(255)),
        sa.Column("given_at", MOMENT, nullable=False),
        sa.Column("helpful", sa.Boolean, nullable=False),
        sa.Column("question", sa.Text, nullable=False),
        sa.Column("kind", sa.String(32), nullable=False),
        sa.Column("documents", sa.JSON, nullable=False),
        sa.Column("score", sa.Float),
        sa.UniqueConstraint("channel", "event", name="uq_feedback_channel_event"),
        sqlite_autoincrement=True,
    )
