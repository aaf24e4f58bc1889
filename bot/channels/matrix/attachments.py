"""A Matrix event's file becomes an attachment, and an attachment its address again; pure functions."""

import json
import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

from bot.messages import Attachment

KINDS = frozenset({"m.file", "m.image", "m.audio", "m.video"})
"""The kinds of message that carry a file."""

_ADDRESS = re.compile(r"mxc://(?P<server>[A-Za-z0-9\[][A-Za-z0-9.:\]-]*)/(?P<media>[A-Za-z0-9_-]+)", re.ASCII)
_KEY_PARTS = ("v", "key", "iv", "hashes")


def read_attachment(content: Mapping[str, Any]) -> Attachment | None:
    """Give the file that a message carries; None where its address is none.

    Where the file is encrypted, the source holds the key too.
    """
    encrypted = content.get("file")
    source: dict[str, Any] = {"url": content.get("url")}
    if isinstance(encrypted, dict):
        source = {"url": encrypted.get("url"), "key": {part: encrypted.get(part) for part in _KEY_PARTS}}
    if not isinstance(source["url"], str) or not _ADDRESS.fullmatch(source["url"]):
        return None
    name, info = content.get("filename"), content.get("info")
    size = info.get("size") if isinstance(info, dict) else None
    return Attachment(
        name=name if isinstance(name, str) and name else str(content.get("body")),
        size=size if type(size) is int and size >= 0 else None,
        source=json.dumps(source),
    )


def has_caption(content: Mapping[str, Any]) -> bool:
    """Whether the body of a message that carries a file is said about it, and is not its name.

    See https://spec.matrix.org/v1.10/client-server-api/#media-captions.
    """
    name = content.get("filename")
    return isinstance(name, str) and name != content.get("body")


def keys_of(attachment: Attachment) -> Mapping[str, Any] | None:
    """Give what is needed to decrypt what is behind the address; None where it is not encrypted."""
    keys: Mapping[str, Any] | None = json.loads(attachment.source).get("key")
    return keys


def download_path(attachment: Attachment) -> str:
    """Give the path of the content on the homeserver, of the kind that wants the access token."""
    address = _ADDRESS.fullmatch(json.loads(attachment.source)["url"])
    if address is None:
        raise ValueError("not the source of an attachment from Matrix")
    return f"/_matrix/client/v1/media/download/{quote(address['server'], safe='')}/{address['media']}"
