"""Whether somebody means the assistant, and what they say to it; pure functions."""

import re

from telegram import Message, MessageEntity, User


def said(message: Message) -> str:
    """Give what a message says: its text, or what is written with its file."""
    return message.text or message.caption or ""


def is_addressed(message: Message, me: User) -> bool:
    """Whether a message in a group mentions the assistant, replies to it or gives it a command."""
    replied = message.reply_to_message
    if replied and replied.from_user and replied.from_user.id == me.id:
        return True
    entities = {**message.parse_entities(), **message.parse_caption_entities()}
    return any(_is_for(entity, text, me) for entity, text in entities.items())


def without_mention(text: str, me: User) -> str:
    """Leave the name of the assistant out of what was said to it, also out of a command."""
    name = re.escape(f"@{me.username}")
    text = re.sub(rf"\A\s*{name}\b\s*[,:;.!–-]*\s*", "", text, flags=re.IGNORECASE)
    return re.sub(rf"\s*(?<![\w@]){name}\b|(?<=\w){name}\b", "", text, flags=re.IGNORECASE).strip()


def _is_for(entity: MessageEntity, text: str, me: User) -> bool:
    name = f"@{me.username}".lower()
    match entity.type:
        case MessageEntity.MENTION:
            return text.lower() == name
        case MessageEntity.TEXT_MENTION:
            return entity.user is not None and entity.user.id == me.id
        case MessageEntity.BOT_COMMAND:
            _, at, bot = text.lower().partition("@")
            return entity.offset == 0 and (not at or f"@{bot}" == name)
    return False
