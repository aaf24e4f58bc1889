"""What admins tend from chat: documents, the index, fixed answers, and questions without a good answer."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"

MOMENT = sa.DateTime(timezone=True)
FOUND = {"answer", "nearby", "unknown"}


def upgrade() -> None:
    """Make what is new; of earlier questions the kind is read from what was replied."""
    op.add_column("outbox", sa.Column("edits", sa.String(255)))
    op.add_column("handled_event", sa.Column("kind", sa.String(32)))
    _read_kinds()
    op.create_index("ix_handled_event_handled_at", "handled_event", ["handled_at"])
    op.create_index("ix_feedback_given_at", "feedback", ["given_at"])
    op.create_table(
        "library_document",
        sa.Column("name", sa.String(255), primary_key=True),
        sa.Column("url", sa.Text, nullable=False),
        sa.Column("added_at", MOMENT, nullable=False),
        sa.Column("content", sa.LargeBinary, nullable=False),
    )
    op.create_table(
        "document_terms",
        sa.Column("document", sa.String(255), primary_key=True),
        sa.Column("valid_from", sa.Date),
        sa.Column("valid_until", sa.Date),
        sa.Column("rooms", sa.JSON),
        sa.Column("withdrawn_at", MOMENT),
    )
    op.create_table(
        "index_job",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("kind", sa.String(32), nullable=False),
        sa.Column("generation", sa.Integer),
        sa.Column("forced", sa.Boolean, nullable=False),
        sa.Column("asked_at", MOMENT, nullable=False),
        sa.Column("channel", sa.String(32)),
        sa.Column("conversation", sa.String(512)),
        sa.Column("sender", sa.String(255)),
        sa.Column("event", sa.String(255)),
        sa.Column("cancelled_at", MOMENT),
        sa.Column("finished_at", MOMENT),
        sa.Column("summary", sa.JSON),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_index_job_finished_at", "index_job", ["finished_at"])
    op.create_table(
        "fixed_answer",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("questions", sa.JSON, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("source", sa.Text, nullable=False),
        sa.Column("owner", sa.String(255), nullable=False),
        sa.Column("review_on", sa.Date, nullable=False),
        sa.Column("changed_at", MOMENT, nullable=False),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "question_decision",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("question", sa.Text, nullable=False),
        sa.Column("decision", sa.String(32), nullable=False),
        sa.Column("decided_at", MOMENT, nullable=False),
        sqlite_autoincrement=True,
    )


def _read_kinds() -> None:
    event = sa.table(
        "handled_event",
        sa.column("channel"),
        sa.column("event"),
        sa.column("replies", sa.JSON),
        sa.column("question"),
        sa.column("kind"),
    )
    connection = op.get_bind()
    asked = connection.execute(
        sa.select(event.c.channel, event.c.event, event.c.replies).where(event.c.question.is_not(None))
    )
    for channel, name, replies in asked.all():
        kind = next((reply["kind"] for reply in replies if reply["kind"] in FOUND), None)
        connection.execute(
            event.update().where(event.c.channel == channel, event.c.event == name).values(kind=kind)
        )
