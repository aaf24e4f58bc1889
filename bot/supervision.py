"""Tasks that live and fall together."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager


@asynccontextmanager
async def supervised() -> AsyncIterator[asyncio.TaskGroup]:
    """Give a task group that raises the first thing that went wrong itself, not a group around it.

    When a task fails, the others are cancelled and waited for, as in any `asyncio.TaskGroup`;
    the caller can then say ``except SessionRevoked`` however deep the task was.
    """
    try:
        async with asyncio.TaskGroup() as tasks:
            yield tasks
    except BaseExceptionGroup as group:
        raise _first(group) from group


def _first(error: BaseException) -> BaseException:
    while isinstance(error, BaseExceptionGroup):
        error = error.exceptions[0]
    return error
