"""An update of Telegram becomes a message to the assistant; pure functions."""

from datetime import UTC, datetime

from telegram import CallbackQuery, Message, Update, User

from bot.channels.telegram.addressing import is_addressed, said, without_mention
from bot.channels.telegram.attachments import read_attachments
from bot.channels.telegram.keyboards import PRESSED, read_button
from bot.channels.telegram.place import Place, event_of
from bot.messages import Act, Incoming

WANTED = [Update.MESSAGE, Update.EDITED_MESSAGE, Update.CALLBACK_QUERY]
"""Kinds of updates that mean something to the assistant."""


def read_update(update: Update, me: User) -> Incoming | None:
    """Give what an update says to the assistant; None where that is nothing.

    A press on a button is a reaction to the message that holds it: its text is the place of the choice.
    """
    if update.callback_query:
        return _press(update.callback_query)
    if update.edited_message:
        return _correction(update.edited_message, update.update_id, me)
    return _message(update.message, me) if update.message else None


def migration(update: Update) -> tuple[int, int] | None:
    """Give the old and the new id of a group that became a supergroup, where an update tells that."""
    message = update.message
    if message is None or message.migrate_to_chat_id is None:
        return None
    return message.chat.id, message.migrate_to_chat_id


def _message(message: Message, me: User) -> Incoming | None:
    sender = message.from_user
    text, attachments = said(message), read_attachments(message)
    if sender is None or sender.is_bot or not (text or attachments):
        return None
    place = Place.of(message)
    return Incoming(
        channel="telegram",
        conversation=str(place),
        sender=str(sender.id),
        event=event_of(message.chat, message.message_id),
        text=without_mention(text, me),
        direct=place.is_direct,
        addressed=place.is_direct or is_addressed(message, me),
        sent_at=message.date,
        attachments=attachments,
    )


def _correction(message: Message, update_id: int, me: User) -> Incoming | None:
    # Whether it is for us is decided by what was said to the message in its old words.
    sender = message.from_user
    if sender is None or sender.is_bot or not said(message):
        return None
    place, event = Place.of(message), event_of(message.chat, message.message_id)
    return Incoming(
        channel="telegram",
        conversation=str(place),
        sender=str(sender.id),
        event=f"{event} edited {update_id}",
        text=without_mention(said(message), me),
        direct=place.is_direct,
        addressed=True,
        sent_at=message.edit_date or message.date,
        act=Act.CORRECT,
        target=event,
    )


def _press(query: CallbackQuery) -> Incoming | None:
    number = read_button(query.data)
    if query.message is None or number is None:
        return None
    # Of a message that is old, Telegram tells no more than where it stands.
    accessible = query.message if isinstance(query.message, Message) else None
    place = Place.of(accessible) if accessible else Place(query.message.chat.id)
    return Incoming(
        channel="telegram",
        conversation=str(place),
        sender=str(query.from_user.id),
        event=f"{PRESSED}{query.id}",
        text=str(number),
        direct=place.is_direct,
        addressed=True,
        sent_at=datetime.now(UTC),
        act=Act.REACT,
        target=event_of(query.message.chat, query.message.message_id),
    )
