"""Rows that belong to a person: to one in one conversation, or to one wherever they are."""

from sqlalchemy import ColumnElement, Table, and_

from bot.messages import Incoming


def of_sender(table: Table, message: Incoming) -> ColumnElement[bool]:
    """Rows of the person who sent a message, in the conversation in which they sent it."""
    return in_conversation(table, message.channel, message.conversation, message.sender)


def in_conversation(table: Table, channel: str, conversation: str, sender: str) -> ColumnElement[bool]:
    """Rows of a person in one conversation."""
    return and_(of_person(table, channel, sender), table.c.conversation == conversation)


def of_person(table: Table, channel: str, sender: str) -> ColumnElement[bool]:
    """Rows of a person on a channel, in all their conversations."""
    return and_(table.c.channel == channel, table.c.sender == sender)
