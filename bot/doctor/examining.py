"""Everything is looked at side by side, and for no longer than it may take."""

import asyncio
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass
from functools import partial

from bot.channels.matrix.account import MatrixAccount
from bot.doctor.database import check_database
from bot.doctor.finding import Finding, wrong
from bot.doctor.folder import check_folder, check_private
from bot.doctor.index import check_index
from bot.doctor.matrix import check_matrix
from bot.doctor.memory import check_memory
from bot.doctor.settings import check_settings
from bot.doctor.telegram import check_telegram
from bot.settings import Settings
from bot.wording import doctor as words

LONGEST = 8.0
"""Seconds that a server may take to answer."""

LONGEST_HERE = 60.0
"""Seconds that what is on this machine may take: a model is loaded, on a machine that may be busy."""


@dataclass(frozen=True, slots=True)
class _Check:
    """One thing to look at.

    Attributes:
        subject: what it is, in words for people.
        look: gives what was found.
        longest: seconds that this may take.
    """

    subject: str
    look: Callable[[], Awaitable[Iterable[Finding]]]
    longest: float


async def examine(settings: Settings, account: MatrixAccount | None) -> list[Finding]:
    """Look at everything; what does not answer in time is wrong.

    Args:
        settings: that can be used.
        account: the Matrix account; None where Matrix is not used.
    """
    checks = [
        _here(words.SETTINGS, partial(check_settings, settings)),
        _here(words.FOLDER, partial(check_folder, settings)),
        _here(words.PRIVATE, partial(check_private, settings)),
        _here(words.MEMORY, check_memory),
        _Check(words.DATABASE, partial(check_database, settings), LONGEST),
        _here(words.INDEX, partial(check_index, settings)),
    ]
    if account is not None:
        checks.append(_Check(words.MATRIX, partial(check_matrix, account), LONGEST))
    if settings.telegram is not None:
        checks.append(_Check(words.TELEGRAM, partial(check_telegram, settings.telegram), LONGEST))
    found = await asyncio.gather(*map(_in_time, checks))
    return [finding for findings in found for finding in findings]


def _here(subject: str, look: Callable[[], Iterable[Finding]]) -> _Check:
    """Look at something on this machine, in a thread."""
    return _Check(subject, partial(asyncio.to_thread, lambda: list(look())), LONGEST_HERE)


async def _in_time(check: _Check) -> list[Finding]:
    try:
        async with asyncio.timeout(check.longest):
            return list(await check.look())
    except TimeoutError:
        return [wrong(check.subject, words.NO_ANSWER.format(seconds=round(check.longest)))]
