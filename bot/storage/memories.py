"""What is remembered of a person in a conversation, as it is kept."""

import logging
from collections.abc import Callable
from typing import Any

from pydantic import TypeAdapter, ValidationError
from sqlalchemy import ColumnElement, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.memory import Memory
from bot.storage.schema import conversation

log = logging.getLogger(__name__)

_as_json = TypeAdapter(Memory)


def write_memory(memory: Memory) -> Any:  # noqa: ANN401
    """Give a memory as it is kept, in JSON."""
    return _as_json.dump_python(memory, mode="json")


def read_memory(data: object) -> Memory:
    """Give a memory that was kept.

    What another version remembered may not be understood; a conversation goes on without it.
    """
    try:
        return _as_json.validate_python(data)
    except ValidationError:
        log.warning("what is remembered of a conversation cannot be read, and is left out")
        return Memory()


async def change_memory(
    connection: AsyncConnection, whose: ColumnElement[bool], change: Callable[[Memory], Memory]
) -> None:
    """Change what is remembered of somebody, where anything is; they have not said anything by that."""
    known = await connection.scalar(select(conversation.c.memory).where(whose))
    if known is not None:
        changed = write_memory(change(read_memory(known)))
        await connection.execute(update(conversation).where(whose).values(memory=changed))
