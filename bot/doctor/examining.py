"""Everything is looked at side by side, and for no longer than it may take."""

import asyncio
from collections.abc import Awaitable, Callable, Iterable, Mapping
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

_HERE = {words.SETTINGS, words.FOLDER, words.PRIVATE, words.MEMORY, words.INDEX}

Check = Callable[[], Awaitable[Iterable[Finding]]]


async def examine(settings: Settings, account: MatrixAccount | None) -> list[Finding]:
    """Look at everything; what does not answer in time is wrong.

    Args:
        settings: that can be used.
        account: the Matrix account; None where Matrix is not used.
    """
    checks: dict[str, Check] = {
        words.SETTINGS: _in_thread(partial(check_settings, settings)),
        words.FOLDER: _in_thread(partial(check_folder, settings)),
        words.PRIVATE: _in_thread(partial(check_private, settings)),
        words.MEMORY: _in_thread(check_memory),
        words.DATABASE: partial(check_database, settings),
        words.INDEX: _in_thread(partial(check_index, settings)),
    }
    if account is not None:
        checks[words.MATRIX] = partial(check_matrix, account)
    if settings.telegram is not None:
        checks[words.TELEGRAM] = partial(check_telegram, settings.telegram)
    return await _side_by_side(checks)


async def _side_by_side(checks: Mapping[str, Check]) -> list[Finding]:
    found = await asyncio.gather(*(_in_time(subject, check) for subject, check in checks.items()))
    return [finding for findings in found for finding in findings]


async def _in_time(subject: str, check: Check) -> list[Finding]:
    try:
        async with asyncio.timeout(longest := LONGEST_HERE if subject in _HERE else LONGEST):
            return list(await check())
    except TimeoutError:
        return [wrong(subject, words.NO_ANSWER.format(seconds=round(longest)))]


def _in_thread(look: Callable[[], Iterable[Finding]]) -> Check:
    return partial(asyncio.to_thread, lambda: list(look()))
