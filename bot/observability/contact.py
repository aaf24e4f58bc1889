"""Whether the channels of this process are in contact with their servers."""

import time
from dataclasses import dataclass

from bot.observability import metrics

LOST_AFTER = 90.0
"""Seconds: a server may wait thirty before it says that there is nothing new, and one answer may be lost."""


@dataclass(slots=True)
class Contact:
    """How it is with the server of one channel.

    Attributes:
        leads: this process serves the channel; otherwise it stands by until another one no longer does.
        heard_at: when the server last answered, on the monotonic clock; None for never.
        listens: the server comes by itself when there is something; its silence means nothing.
        closed: the channel cannot be served any more until somebody does something about the account.
    """

    leads: bool = True
    heard_at: float | None = None
    listens: bool = False
    closed: bool = False

    def silent_for(self) -> float | None:
        """Seconds since the server last answered; None where it never did."""
        return None if self.heard_at is None else time.monotonic() - self.heard_at


contacts: dict[str, Contact] = {}
"""The channels that this process serves or stands by for, by name."""


def expect(channel: str) -> None:
    """Note that a channel is to be served."""
    contacts[channel] = Contact()
    metrics.LEADS.labels(channel).set(1)
    metrics.count_from_zero(channel)


def heard_from(channel: str) -> None:
    """Note that the server of a channel answered in full."""
    _of(channel).heard_at = time.monotonic()
    metrics.LAST_CONTACT.labels(channel).set_to_current_time()


def listens(channel: str) -> None:
    """Note that the server of a channel knows where to come, and that it is listened for there."""
    _of(channel).listens = True


def leads(what: str, *, leading: bool) -> None:
    """Note whether this process does what one does at a time, or stands by.

    Args:
        what: a channel by its name, or something else of which there are few.
        leading: this process does it.
    """
    metrics.LEADS.labels(what).set(int(leading))
    if what in contacts:
        contacts[what].leads = leading
        contacts[what].heard_at = None


def closed(channel: str) -> None:
    """Note that a channel cannot be served any more."""
    _of(channel).closed = True


def _of(channel: str) -> Contact:
    return contacts.setdefault(channel, Contact())
