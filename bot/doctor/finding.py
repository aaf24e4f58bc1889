"""What looking at one thing gave."""

from dataclasses import dataclass
from enum import StrEnum


class Sign(StrEnum):
    """How bad it is.

    Attributes:
        GOOD: it is as it should be.
        NOTICE: the assistant works, and somebody should see to it.
        WRONG: the assistant does not work, or not all of it.
    """

    GOOD = "good"
    NOTICE = "notice"
    WRONG = "wrong"


@dataclass(frozen=True, slots=True)
class Finding:
    """What looking at one thing gave.

    Attributes:
        sign: how bad it is.
        subject: what was looked at.
        found: what was found; with what to do, unless it is good.
    """

    sign: Sign
    subject: str
    found: str


def good(subject: str, found: str) -> Finding:
    """Say that something is as it should be."""
    return Finding(Sign.GOOD, subject, found)


def notice(subject: str, found: str) -> Finding:
    """Say that somebody should see to something."""
    return Finding(Sign.NOTICE, subject, found)


def wrong(subject: str, found: str) -> Finding:
    """Say that something does not work."""
    return Finding(Sign.WRONG, subject, found)
