"""A reply becomes the content of Matrix events; pure functions."""

import hashlib
import json
from typing import Any

from bot.channels.matrix.destination import Destination
from bot.channels.pictures import size_of_png
from bot.messages import File, Reply
from bot.rendering import matrix_html, plain

LONGEST = 40_000
"""Bytes of content that fit in an event of 65,536: encrypted it is a third longer, and more is around it."""

_LONGEST_FALLBACK = 1000


def text_content(reply: Reply, to: Destination) -> dict[str, Any]:
    """Give the content of the event that says a reply.

    It is an ordinary message and not a notice (``m.notice``): by the default push rules nobody is told of
    a notice, and clients show it faint. That two bots do not go on talking to each other is seen to by
    answering no notices, by `MatrixPolicy.ignored_users` and by the rate limit.
    """
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

    What a picture shows is its caption: the body, where the name of the file stands beside it
    (https://spec.matrix.org/v1.15/client-server-api/#media-captions).

    Args:
        file: the file.
        address: where it was uploaded, ``mxc://...``.
        to: where it goes.
    """
    info: dict[str, Any] = {"mimetype": file.media_type, "size": len(file.content)}
    if size := size_of_png(file.content):
        info["w"], info["h"] = size
    return {
        "msgtype": "m.image" if file.alternative else "m.file",
        "body": file.alternative or file.name,
        "filename": file.name,
        "url": address,
        "info": info,
        "m.mentions": {},
        **_relation(to),
    }


def is_short_enough(content: dict[str, Any]) -> bool:
    """Whether content fits in an event, encrypted or not, also as a replacement."""
    return len(json.dumps(content)) <= LONGEST


def replacement(content: dict[str, Any], event: str) -> dict[str, Any]:
    """Give the content of the event that puts other text in the place of what an event said.

    What says so to clients that do not know of replacing is cut short: the text is in the event once.
    """
    new = {key: value for key, value in content.items() if key != "m.relates_to"}
    return {
        "msgtype": content["msgtype"],
        "body": f"* {content['body']}"[:_LONGEST_FALLBACK],
        "m.mentions": {},
        "m.new_content": new,
        "m.relates_to": {"rel_type": "m.replace", "event_id": event},
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
