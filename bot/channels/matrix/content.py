"""A reply becomes the content of a Matrix event; pure functions."""

import hashlib
from typing import Any

from bot.channels.matrix.conversation import Conversation
from bot.messages import Incoming, Reply
from bot.rendering import matrix_html, plain


def reply_content(incoming: Incoming, reply: Reply) -> dict[str, Any]:
    """Give the content of the event that replies to a message, in its thread where it is in one.

    In a group the person who asked is mentioned, so that they notice.
    """
    relation: dict[str, Any] = {"m.in_reply_to": {"event_id": incoming.event}}
    thread = Conversation.parse(incoming.conversation).thread
    if thread:
        relation |= {"rel_type": "m.thread", "event_id": thread, "is_falling_back": True}
    return {
        "msgtype": "m.text",
        "body": plain.render(reply),
        "format": "org.matrix.custom.html",
        "formatted_body": matrix_html.render(reply),
        "m.mentions": {} if incoming.direct else {"user_ids": [incoming.sender]},
        "m.relates_to": relation,
    }


def transaction_id(event: str, number: int) -> str:
    """Give the same id for the same reply to the same event, always: the homeserver then keeps one of it."""
    return hashlib.sha256(f"{event} {number}".encode()).hexdigest()[:32]
