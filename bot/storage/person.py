"""Rows that belong to a person: in one conversation, on one account, or on all that are linked to it."""

from sqlalchemy import ColumnElement, FromClause, and_, or_, select, tuple_

from bot.messages import Incoming
from bot.storage.schema import linked_account


def of_sender(table: FromClause, message: Incoming) -> ColumnElement[bool]:
    """Rows of the person who sent a message, in the conversation in which they sent it."""
    return in_conversation(table, message.channel, message.conversation, message.sender)


def in_conversation(table: FromClause, channel: str, conversation: str, sender: str) -> ColumnElement[bool]:
    """Rows of a person in one conversation."""
    return and_(of_person(table, channel, sender), table.c.conversation == conversation)


def of_person(table: FromClause, channel: str, sender: str) -> ColumnElement[bool]:
    """Rows of a person on a channel, in all their conversations."""
    return and_(table.c.channel == channel, table.c.sender == sender)


def on_any_account(table: FromClause, channel: str, sender: str) -> ColumnElement[bool]:
    """Rows of a person on this account and on all that are linked to it, in all their conversations.

    Not for deleting from `linked_account` itself: SQLite reads there while it deletes, and leaves some.
    """
    this, other = linked_account.alias(), linked_account.alias()
    linked = (
        select(other.c.channel, other.c.sender)
        .join(this, this.c.person == other.c.person)
        .where(of_person(this, channel, sender))
    )
    return or_(of_person(table, channel, sender), tuple_(table.c.channel, table.c.sender).in_(linked))


def of_same_person(table: FromClause, other_table: FromClause) -> ColumnElement[bool]:
    """Pairs of rows of two tables that belong to one person: on one account, or on two that are linked."""
    this, other = linked_account.alias(), linked_account.alias()
    linked = (
        select(this.c.person)
        .join(other, other.c.person == this.c.person)
        .where(_on_one_account(this, table), _on_one_account(other, other_table))
    )
    return or_(_on_one_account(table, other_table), linked.correlate(table, other_table).exists())


def _on_one_account(table: FromClause, other_table: FromClause) -> ColumnElement[bool]:
    return and_(table.c.channel == other_table.c.channel, table.c.sender == other_table.c.sender)
