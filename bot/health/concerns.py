"""What somebody should do something about."""

from datetime import datetime, timedelta
from enum import StrEnum

from bot.health.checking import Health
from bot.reindexing.reindexed import Ending
from bot.storage.index_jobs import Job

LITTLE_ROOM = 2**30
"""Bytes: enough to make an index anew several times over, and for what people send meanwhile."""

MESSAGES_WAIT = timedelta(minutes=5)
NOTICES_WAIT = timedelta(hours=1)
ERRORS_SINCE = timedelta(days=1)

_COMES_BY = "terminal"
"""On this channel people are told things when they come by, however long that takes."""


_UNSUCCESSFUL = frozenset({Ending.FAILED, Ending.REFUSED})


class Concern(StrEnum):
    """Something that somebody should do something about.

    Attributes:
        NO_INDEX: there is nothing to answer from.
        LITTLE_ROOM: the disk is almost full.
        MESSAGES_WAIT: people wait long for an answer.
        NOTICES_WAIT: notices are not sent for long.
        INDEX: what was done to the index last did not succeed.
        ERRORS: something went wrong lately.
    """

    NO_INDEX = "no_index"
    LITTLE_ROOM = "little_room"
    MESSAGES_WAIT = "messages_wait"
    NOTICES_WAIT = "notices_wait"
    INDEX = "index"
    ERRORS = "errors"


def concerns(health: Health, now: datetime) -> tuple[Concern, ...]:
    """Say what somebody should do something about, the worst first."""
    found = {
        Concern.NO_INDEX: health.index is None,
        Concern.LITTLE_ROOM: health.disk.free < LITTLE_ROOM,
        Concern.MESSAGES_WAIT: any(now - waiting.since > MESSAGES_WAIT for waiting in health.stored.messages),
        Concern.NOTICES_WAIT: any(
            now - waiting.since > NOTICES_WAIT
            for waiting in health.stored.notices
            if waiting.channel != _COMES_BY
        ),
        Concern.INDEX: health.last_work is not None and ending_of(health.last_work) in _UNSUCCESSFUL,
        Concern.ERRORS: any(now - error.last < ERRORS_SINCE for error in health.errors),
    }
    return tuple(concern for concern, is_so in found.items() if is_so)


def ending_of(job: Job) -> Ending | None:
    """What came of work on the index; None where that is not known."""
    ending = (job.summary or {}).get("ending")
    return Ending(ending) if ending in set(Ending) else None
