"""An update of Telegram becomes a message to the assistant; pure functions."""

from collections.abc import Sequence
from datetime import UTC, datetime

from telegram import (
    CallbackQuery,
    Message,
    MessageReactionUpdated,
    ReactionType,
    ReactionTypeEmoji,
    Update,
    User,
)

from bot.channels.telegram.addressing import is_addressed, said, without_mention
from bot.channels.telegram.attachments import read_attachments
from bot.channels.telegram.keyboards import PRESSED, read_button
from bot.channels.telegram.place import Place, event_of
from bot.channels.telegram.pseudonyms import pseudonym
from bot.messages import Act, Incoming
from bot.signs import opinion

WANTED = [Update.MESSAGE, Update.EDITED_MESSAGE, Update.CALLBACK_QUERY, Update.MESSAGE_REACTION]
"""Kinds of updates that mean something to the assistant."""


def read_update(update: Update, me: User, secret: str) -> Incoming | None:
    """Give what an update says to the assistant; None where that is nothing.

    A press on a button is a reaction to the message that holds it: its text is the place of the choice.

    Args:
        update: what happened.
        me: the assistant.
        secret: the token of the bot.
    """
    if update.message_reaction:
        return _reaction(update.message_reaction, update.update_id, me, secret)
    if update.callback_query:
        return _press(update.callback_query, me)
    if update.edited_message:
        return _correction(update.edited_message, update.update_id, me)
    return _message(update.message, me) if update.message else None


def migration(update: Update) -> tuple[int, int] | None:
    """Give the old and the new id of a group that became a supergroup, where an update tells that."""
    message = update.message
    if message and message.migrate_to_chat_id:
        return message.chat.id, message.migrate_to_chat_id
    if message and message.migrate_from_chat_id:
        return message.migrate_from_chat_id, message.chat.id
    return None


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
        event=event_of(message.chat.id, message.message_id, me.id),
        text=without_mention(text, me),
        direct=place.is_direct,
        addressed=place.is_direct or is_addressed(message, me),
        sent_at=message.date,
        attachments=attachments,
        replies_to=_replied_to(message, me),
    )


def _replied_to(message: Message, me: User) -> str:
    replied = message.reply_to_message
    return event_of(message.chat.id, replied.message_id, me.id) if replied else ""


def _correction(message: Message, update_id: int, me: User) -> Incoming | None:
    # Whether it is for us is decided by what was said to the message in its old words.
    sender = message.from_user
    if sender is None or sender.is_bot or not said(message):
        return None
    place, event = Place.of(message), event_of(message.chat.id, message.message_id, me.id)
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


def _press(query: CallbackQuery, me: User) -> Incoming | None:
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
        target=event_of(query.message.chat.id, query.message.message_id, me.id),
    )


def _reaction(changed: MessageReactionUpdated, update_id: int, me: User, secret: str) -> Incoming | None:
    # Telegram tells which signs somebody has with a message now, and not which one they gave or took back.
    signs, before = _opinions(changed.new_reaction), _opinions(changed.old_reaction)
    if changed.user is None or signs == before:
        return None
    place, target = Place(changed.chat.id), event_of(changed.chat.id, changed.message_id, me.id)
    name = pseudonym(secret, "reaction", target, changed.user.id)
    return Incoming(
        channel="telegram",
        conversation=str(place),
        sender=str(changed.user.id),
        event=f"{name} {update_id}",
        text=signs[0] if signs else "",
        direct=place.is_direct,
        addressed=True,
        sent_at=changed.date,
        act=Act.REACT,
        target=target,
        changes=name,
    )


def _opinions(signs: Sequence[ReactionType]) -> list[str]:
    given = [sign.emoji for sign in signs if isinstance(sign, ReactionTypeEmoji)]
    return [sign for sign in given if opinion(sign) is not None]
