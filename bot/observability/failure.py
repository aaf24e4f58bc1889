"""What went wrong, without what it went wrong with.

The text of an exception can hold what somebody said: pydantic quotes the input, PostgreSQL the row, a
homeserver the name of a user. Its type, its code and the places that it came through are names in programs.
"""

import errno
import re
from collections.abc import Iterator
from types import TracebackType
from typing import Any

MOST_CAUSES = 5
MOST_FRAMES = 30

_CODE = re.compile(r"[A-Z][A-Z0-9_]*|[0-9A-Z]{5}")
"""``M_FORBIDDEN``, ``EACCES``, and SQLSTATE such as ``53100``: never words of people."""


def named(error: BaseException) -> str:
    """Name an exception and what caused it in one line: ``ChannelUnavailable < ClientError ECONNREFUSED``."""
    return " < ".join(" ".join(filter(None, (_type(one), _code(one)))) for one in _causes(error))


def described(error: BaseException) -> dict[str, Any]:
    """Describe an exception and what caused it, each with the places that it came through, innermost last."""
    first, *causes = (
        {"type": _type(one), "code": _code(one), "frames": [*_frames(one.__traceback__)][-MOST_FRAMES:]}
        for one in _causes(error)
    )
    return {**first, "causes": causes}


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    for _ in range(MOST_CAUSES):
        if error is None:
            return
        yield error
        if isinstance(error, BaseExceptionGroup):
            error = error.exceptions[0]
        else:
            error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)


def _type(error: BaseException) -> str:
    return type(error).__name__


def _code(error: BaseException) -> str:
    """The code that an exception carries, as our own, those of psycopg and of the system do; else ``""``."""
    if isinstance(error, OSError) and error.errno is not None and error.errno in errno.errorcode:
        return errno.errorcode[error.errno]
    for name in ("code", "status", "sqlstate"):
        code = getattr(error, name, None)
        if isinstance(code, int) or (isinstance(code, str) and _CODE.fullmatch(code)):
            return str(code)
    return ""


def _frames(traceback: TracebackType | None) -> Iterator[str]:
    while traceback is not None:
        frame = traceback.tb_frame
        yield f"{frame.f_globals.get('__name__', '?')}:{traceback.tb_lineno} {frame.f_code.co_name}"
        traceback = traceback.tb_next
