"""Options that several commands share."""

from pathlib import Path
from typing import Annotated

import typer
from pydantic import TypeAdapter, ValidationError

from bot.settings.knowledge import Room
from bot.wording import cli as words

_ROOM: TypeAdapter[str] = TypeAdapter(Room)


def _checked_room(room: str | None) -> str | None:
    try:
        return room if room is None else _ROOM.validate_python(room)
    except ValidationError:
        raise typer.BadParameter(words.ROOM_INVALID) from None


IndexOption = Annotated[Path | None, typer.Option("--index", metavar="DIR", help=words.INDEX_OPTION)]

RoomOption = Annotated[
    str | None, typer.Option("--room", metavar="KAMER", help=words.ROOM_OPTION, callback=_checked_room)
]
