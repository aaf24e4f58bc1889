"""How a Bot API server reads what it is asked, and what it takes for a message."""

import html
import json
import re
from typing import Any

from aiohttp import web
from PIL import Image, UnidentifiedImageError

from tests.bot.channels.telegram.refusals import Refusal

LONGEST = 4096
LONGEST_CAPTION = 1024
LARGEST_PHOTO = 10_000
"""Pixels that a photo may be wide and high together."""
NOT_MODIFIED = (
    "Bad Request: message is not modified: specified new message content and reply markup are exactly the "
    "same as a current content and reply markup of the message"
)

Json = dict[str, Any]


def read(message: Json) -> str:
    """What people read of a message, links written out as in plain text."""
    if message.get("parse_mode") != "HTML":
        return str(message.get("text", ""))
    written_out = re.sub(r'<a href="([^"]*)">(.*?)</a>', r"\2 (\1)", message["text"])
    return html.unescape(re.sub(r"<[^>]*>", "", written_out))


def checked(data: Json) -> str:
    text: str = data["text"]
    shown = text
    if data.get("parse_mode") == "HTML":
        if re.search(r"<(?!/?(?:b|blockquote|a(?: href=\"[^\"<>]*\")?)>)", text):
            raise Refusal(400, "Bad Request: can't parse entities: unsupported start tag")
        shown = html.unescape(re.sub(r"<[^>]*>", "", text))
    if len(shown.encode("utf-16-le")) // 2 > LONGEST:
        raise Refusal(400, "Bad Request: message is too long")
    if not shown.strip():
        raise Refusal(400, "Bad Request: message text is empty")
    for row in data.get("reply_markup", {}).get("inline_keyboard", []):
        if len(row[0].get("callback_data", "").encode()) > 64:
            raise Refusal(400, "Bad Request: BUTTON_DATA_INVALID")
    return text


def checked_caption(data: Json) -> str | None:
    caption: str | None = data.get("caption")
    if caption and len(caption.encode("utf-16-le")) // 2 > LONGEST_CAPTION:
        raise Refusal(400, "Bad Request: message caption is too long")
    return caption


def checked_photo(data: Json) -> list[Json]:
    try:
        with Image.open(data["file"].file) as image:
            width, height = image.size
    except UnidentifiedImageError:
        raise Refusal(400, "Bad Request: IMAGE_PROCESS_FAILED") from None
    if width + height > LARGEST_PHOTO:
        raise Refusal(400, "Bad Request: PHOTO_INVALID_DIMENSIONS")
    return [{"file_id": "p", "file_unique_id": "p", "width": width, "height": height}]


def chat_of(chat: int) -> Json:
    if chat > 0:
        return {"id": chat, "type": "private", "first_name": "Anna"}
    return {"id": chat, "type": "supergroup" if is_supergroup(chat) else "group", "title": "WaU"}


def is_supergroup(chat: int) -> bool:
    return chat < -1_000_000_000_000


def signs_of(signs: tuple[str, ...]) -> list[Json]:
    return [{"type": "emoji", "emoji": sign} for sign in signs]


def entities_in(text: str) -> list[Json]:
    kinds = {"/": "bot_command", "@": "mention"}
    return [
        {
            "type": kinds[found[0][0]],
            "offset": len(text[: found.start()].encode("utf-16-le")) // 2,
            "length": len(found[0]),
        }
        for found in re.finditer(r"(?<!\S)/[\w@]+|(?<!\w)@\w+", text)
    ]


async def read_data(request: web.Request) -> Json:
    data: Json = {}
    for key, value in (await request.post()).items():
        if isinstance(value, web.FileField):
            data["file"] = value
        elif key not in {"text", "caption", "secret_token", "url"}:
            try:
                data[key] = json.loads(str(value))
            except json.JSONDecodeError:
                data[key] = value
        else:
            data[key] = value
    return data
