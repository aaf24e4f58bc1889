"""What Telegram brings: updates, of which people write the words."""

import json
from typing import Any

from telegram import Bot, Update, User

from bot.channels.malformed import MALFORMED
from bot.channels.telegram.deep_links import read_start
from bot.channels.telegram.place import Place
from bot.channels.telegram.updates import migration, read_update
from bot.storage.json_text import as_json
from tests.fuzzing.mutation import of_json
from tests.fuzzing.target import Target, must

_ME = User(123, "Wegwijzer", True, username="wegwijzer_bot")
_BOT = Bot("123:geheim")
_ANNA = {"id": 5, "is_bot": False, "first_name": "Anna"}
_GROUP = {"id": -1_001_234_567_890, "type": "supergroup", "title": "WaU"}


def _message(**more: Any) -> dict[str, Any]:
    return {
        "message_id": 9,
        "date": 1_790_000_000,
        "chat": {"id": 5, "type": "private"},
        "from": _ANNA,
        **more,
    }


_ENTITIES = [
    {"type": "mention", "offset": 0, "length": 14},
    {"type": "bot_command", "offset": 0, "length": 5},
]
_UPDATES: list[dict[str, Any]] = [
    {"message": _message(text="/start melden-abc_1")},
    {"message": _message(text="@wegwijzer_bot wat is de driehoek?", entities=_ENTITIES, chat=_GROUP)},
    {
        "message": _message(
            caption="kijk",
            photo=[{"file_id": "a", "file_unique_id": "a", "width": 1, "height": 1, "file_size": 3}],
        )
    },
    {
        "message": _message(
            document={"file_id": "a", "file_unique_id": "a", "file_name": "a.pdf", "file_size": 3}
        )
    },
    {
        "message": _message(
            text="ja",
            reply_to_message=_message(text="vraag"),
            chat=_GROUP,
            is_topic_message=True,
            message_thread_id=4,
        )
    },
    {
        "message": _message(
            migrate_to_chat_id=-1_001_234_567_891, chat={"id": -7, "type": "group", "title": "g"}
        )
    },
    {"edited_message": _message(text="beter", edit_date=1_790_000_001)},
    {
        "callback_query": {
            "id": "7",
            "from": _ANNA,
            "chat_instance": "c",
            "data": "choice 2",
            "message": _message(text="kies"),
        }
    },
    {
        "message_reaction": {
            "chat": _GROUP,
            "message_id": 9,
            "date": 1_790_000_000,
            "user": _ANNA,
            "old_reaction": [],
            "new_reaction": [{"type": "emoji", "emoji": "👍"}],
        }
    },
]


def targets() -> dict[str, Target]:
    """One update."""
    return {
        "update": Target(
            samples=lambda: [json.dumps({"update_id": 1, **update}).encode() for update in _UPDATES],
            mutate=of_json,
            check=_is_read,
            runs=400,
        )
    }


def _is_read(data: bytes) -> None:
    try:
        content = json.loads(data)
    except (ValueError, RecursionError):
        return
    try:
        update = Update.de_json(content, _BOT)
        incoming = read_update(update, _ME, "geheim") if update else None
        place = Place.parse(incoming.conversation) if incoming else None
    except (*MALFORMED, OSError):
        # As the channel does: one that cannot be read is passed over.
        return
    if incoming is None or place is None:
        return
    migration(update)
    read_start(incoming.text)
    must(incoming.direct == place.is_direct, "a group for a conversation of two")
    as_json({"text": incoming.text}).encode()
