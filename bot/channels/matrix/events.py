"""A Matrix event becomes a message; pure functions, as everything in an event is somebody else's to write."""

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from bot.channels.matrix.attachments import KINDS, has_caption, read_attachment
from bot.channels.matrix.conversation import Conversation
from bot.channels.matrix.mentions import Me, without_mention
from bot.channels.matrix.message import Message
from bot.messages import Attachment, Incoming

_REPLY_FALLBACK = re.compile(r"\A> (?:\* )?<@[^>\n]*>.*(?:\n>.*)*\n*")
_LONGEST_ID = 240
"""Characters; Matrix allows 255, but none that is met has more than 45, and `continued` adds to it."""

_LATEST = int(datetime(9999, 12, 31, tzinfo=UTC).timestamp()) * 1000


def read_message(event: Mapping[str, Any]) -> Message | None:
    """Give the message that an event holds; None for anything else than new text or a new file.

    Notices are from other bots; edits are no new messages, see `bot.channels.matrix.gestures`.
    """
    identity, sender, content = event_id(event), event.get("sender"), as_dict(event, "content")
    said = _said(content) if event.get("type") == "m.room.message" else None
    if identity is None or not isinstance(sender, str) or said is None:
        return None
    text, html, attachments = said
    relation = as_dict(content, "m.relates_to")
    if relation.get("rel_type") == "m.replace":
        return None
    thread = event_id(relation) if relation.get("rel_type") == "m.thread" else None
    # In a thread, clients that know threads reply to the last message for the sake of those that do not.
    falls_back = thread is not None and relation.get("is_falling_back") is True
    reply_to = event_id(as_dict(relation, "m.in_reply_to"))
    return Message(
        event=identity,
        sender=sender,
        sent_at=moment(event.get("origin_server_ts")),
        text=_REPLY_FALLBACK.sub("", text) if reply_to else text,
        html=html,
        mentioned=_mentioned(content),
        reply_to=None if falls_back else reply_to,
        thread=thread,
        attachments=attachments,
    )


def to_incoming(message: Message, room: str, me: Me, *, direct: bool, addressed: bool) -> Incoming:
    """Give a message the form in which the assistant takes it."""
    return Incoming(
        channel="matrix",
        conversation=str(Conversation(room, message.thread)),
        sender=message.sender,
        event=message.event,
        text=without_mention(message.text, me).strip(),
        direct=direct,
        addressed=addressed,
        sent_at=message.sent_at,
        attachments=message.attachments,
        replies_to=message.reply_to or "",
    )


def after_joining(events: list[Mapping[str, Any]], user: str) -> list[Mapping[str, Any]]:
    """Leave out the events from before a user last joined, oldest first as they came."""
    for index in range(len(events) - 1, -1, -1):
        if is_join(events[index], user):
            return events[index + 1 :]
    return events


def is_join(event: Mapping[str, Any], user: str) -> bool:
    """Whether an event is a user's joining of the room; a new name or picture is not."""
    return (
        event.get("type") == "m.room.member"
        and event.get("state_key") == user
        and as_dict(event, "content").get("membership") == "join"
        and as_dict(as_dict(event, "unsigned"), "prev_content").get("membership") != "join"
    )


def _said(content: Mapping[str, Any]) -> tuple[str, str, tuple[Attachment, ...]] | None:
    """Give what a message says, the same as HTML, and the files that it carries."""
    kind, body, html = content.get("msgtype"), content.get("body"), content.get("formatted_body")
    if not isinstance(kind, str) or not isinstance(body, str):
        return None
    html = html if isinstance(html, str) else ""
    if kind == "m.text":
        return body, html, ()
    attachment = read_attachment(content) if kind in KINDS else None
    if attachment is None:
        return None
    return (body, html, (attachment,)) if has_caption(content) else ("", "", (attachment,))


def _mentioned(content: Mapping[str, Any]) -> frozenset[str] | None:
    if "m.mentions" not in content:
        return None
    users = as_dict(content, "m.mentions").get("user_ids")
    return (
        frozenset(user for user in users if isinstance(user, str)) if isinstance(users, list) else frozenset()
    )


def moment(milliseconds: object) -> datetime:
    """Give the moment that an event says it was sent; one that cannot be is brought within bounds."""
    # Within bounds first: of a number of a hundred digits nothing can be divided.
    within = min(max(milliseconds, 0), _LATEST) if isinstance(milliseconds, int) else 0
    return datetime.fromtimestamp(within / 1000, UTC)


def as_dict(mapping: Mapping[str, Any], key: str) -> Mapping[str, Any]:
    """Give the dictionary under a key; an empty one where there is none."""
    value = mapping.get(key)
    return value if isinstance(value, dict) else {}


def event_id(mapping: Mapping[str, Any], key: str = "event_id") -> str | None:
    """Give the id of an event under a key; None where there is none.

    What an event says of another one may be any text, and what cannot be printed not every database keeps.
    """
    value = mapping.get(key)
    if not isinstance(value, str) or not value.isprintable():
        return None
    return value if value.startswith("$") and len(value) <= _LONGEST_ID else None
