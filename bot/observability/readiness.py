"""Whether this process can answer people, and what is missing where it cannot."""

import asyncio
import time
from dataclasses import dataclass

from bot.observability.contact import LOST_AFTER, Contact, contacts
from bot.observability.failure import named
from bot.observability.watched import LONGEST_LOOK, Watched

STANDING_BY = "standing by: another process serves it, or the database is away that says which one may"
STARTING = "starting: the database is waited for, or the model and the index are loaded"


@dataclass(frozen=True, slots=True)
class Check:
    """How it is with one thing.

    Attributes:
        ready: it is as it must be.
        state: how it is, in words without secrets or names of people.
    """

    ready: bool
    state: str


async def checks(watched: Watched | None) -> dict[str, Check]:
    """Look at everything that answering needs, by name; None where it is being put together."""
    if watched is None:
        return {"start": Check(ready=False, state=STARTING)}
    number, manifest = watched.serving()
    return {
        "database": await _database(watched),
        "index": Check(
            manifest.passages > 0, f"answering from generation {number}: {manifest.passages} passages"
        ),
        **{f"channel {name}": _channel(contact) for name, contact in contacts.items()},
    }


async def _database(watched: Watched) -> Check:
    began = time.perf_counter()
    try:
        async with asyncio.timeout(LONGEST_LOOK):
            await watched.database.answer()
    except TimeoutError:
        return Check(ready=False, state=f"no answer within {LONGEST_LOOK:g} s")
    except Exception as error:
        return Check(ready=False, state=f"no answer: {named(error)}")
    return Check(ready=True, state=f"answered in {1000 * (time.perf_counter() - began):.1f} ms")


def _channel(contact: Contact) -> Check:
    if contact.closed:
        return Check(ready=False, state="closed: the log says why")
    if not contact.leads:
        return Check(ready=True, state=STANDING_BY)
    if contact.listens:
        return Check(ready=True, state="listening for what its server brings")
    silent = contact.silent_for()
    if silent is None:
        return Check(ready=False, state="not connected yet")
    if silent > LOST_AFTER:
        return Check(ready=False, state=f"its server was last heard from {silent:.0f} s ago")
    return Check(ready=True, state=f"connected: its server was last heard from {silent:.0f} s ago")
