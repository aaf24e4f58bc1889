"""A reply becomes the content of Matrix events; pure functions."""

import hashlib
from typing import Any

from bot.channels.matrix.destination import Destination
from bot.messages import File, Reply
from bot.rendering import matrix_html, plain


def text_content(reply: Reply, to: Destination) -> dict[str, Any]:
    """Give the content of the event that says a reply."""
    return {
        "msgtype": "m.text",
        "body": plain.render(reply),
        "format": "org.matrix.custom.html",
        "formatted_body": matrix_html.render(reply),
        "m.mentions": {"user_ids": [to.mention]} if to.mention else {},
        **_relation(to),
    }


def file_content(file: File, address: str, to: Destination) -> dict[str, Any]:
    """Give the content of the event that carries a file; who is mentioned was so in the text before it.

    Args:
        file: the file.
        address: where it was uploaded, ``mxc://...``.
        to: where it goes.
    """
    return {
        "msgtype": "m.file",
        "body": file.name,
        "filename": file.name,
        "url": address,
        "info": {"mimetype": file.media_type, "size": len(file.content)},
        "m.mentions": {},
        **_relation(to),
    }


def transaction_id(cause: str) -> str:
    """Give the same id for what has the same cause, always: the homeserver then keeps one of it."""
    return hashlib.sha256(cause.encode()).hexdigest()[:32]


def _relation(to: Destination) -> dict[str, Any]:
    thread = to.conversation.thread
    reply_to = to.reply_to or thread
    relation: dict[str, Any] = {"m.in_reply_to": {"event_id": reply_to}} if reply_to else {}
    if thread:
        relation |= {"rel_type": "m.thread", "event_id": thread, "is_falling_back": True}
    return {"m.relates_to": relation} if relation else {}
