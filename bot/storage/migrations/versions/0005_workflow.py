"""From report to result: where knelpunten stand, who may treat them, and when people hear of it."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"

MOMENT = sa.DateTime(timezone=True)
FRESH_IDS = {"sqlite_autoincrement": True}
"""Of a table that SQLite has to make anew: it would forget that it never uses an id again."""


def upgrade() -> None:
    """Make the new tables and columns; what stands has stood there since it was reported."""
    op.add_column("knelpunt", sa.Column("since", MOMENT))
    op.execute("UPDATE knelpunt SET since = reported_at")
    with op.batch_alter_table("knelpunt", table_kwargs=FRESH_IDS) as table:
        table.alter_column("since", nullable=False)
        table.add_column(sa.Column("merged_into", sa.String(32)))
        table.create_index("ix_knelpunt_merged_into", ["merged_into"])
    with op.batch_alter_table("participant", table_kwargs=FRESH_IDS) as table:
        table.drop_constraint("uq_participant_knelpunt_id_channel_sender", type_="unique")
        table.create_unique_constraint(
            "uq_participant_knelpunt_id_channel_sender_role", ["knelpunt_id", "channel", "sender", "role"]
        )
    op.add_column("outbox", sa.Column("about", sa.String(32)))
    op.add_column("outbox", sa.Column("not_before", MOMENT))
    op.add_column("outbox", sa.Column("awaiting", sa.JSON))
    op.create_table(
        "granted_role",
        sa.Column("channel", sa.String(32), primary_key=True),
        sa.Column("sender", sa.String(255), primary_key=True),
        sa.Column("role", sa.String(32), primary_key=True),
        sa.Column("organisations", sa.JSON, nullable=False),
        sa.Column("themes", sa.JSON, nullable=False),
        sa.Column("granted_at", MOMENT, nullable=False),
    )
    op.create_table(
        "privileged_act",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("channel", sa.String(32), nullable=False),
        sa.Column("sender", sa.String(255)),
        sa.Column("event", sa.String(255)),
        sa.Column("command", sa.String(32), nullable=False),
        sa.Column("number", sa.String(32)),
        sa.Column("allowed", sa.Boolean, nullable=False),
        sa.UniqueConstraint("channel", "event", name="uq_privileged_act_channel_event"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_privileged_act_channel_sender", "privileged_act", ["channel", "sender"])
    op.create_table(
        "notice_preference",
        sa.Column("channel", sa.String(32), primary_key=True),
        sa.Column("sender", sa.String(255), primary_key=True),
        sa.Column("wanted", sa.Boolean, nullable=False),
    )
    op.create_table(
        "digest",
        sa.Column("channel", sa.String(32), primary_key=True),
        sa.Column("sender", sa.String(255), primary_key=True),
        sa.Column("conversation", sa.String(512), nullable=False),
        sa.Column("told_until", MOMENT, nullable=False),
    )
    op.create_table(
        "linked_account",
        sa.Column("channel", sa.String(32), primary_key=True),
        sa.Column("sender", sa.String(255), primary_key=True),
        sa.Column("person", sa.String(32), nullable=False),
    )
    op.create_index("ix_linked_account_person", "linked_account", ["person"])
    op.create_table(
        "link_code",
        sa.Column("code_hash", sa.String(64), primary_key=True),
        sa.Column("channel", sa.String(32), nullable=False),
        sa.Column("conversation", sa.String(512), nullable=False),
        sa.Column("sender", sa.String(255), nullable=False),
        sa.Column("valid_until", MOMENT, nullable=False),
        sa.UniqueConstraint("channel", "sender", name="uq_link_code_channel_sender"),
    )
