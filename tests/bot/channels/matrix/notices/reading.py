"""Looking into the database of an assistant that was killed, and leaving it as it is."""

import json
import sqlite3
from collections.abc import Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.knelpunten.history import EventKind, Role

HAPPENED = """
    SELECT number, kind, data, role, sender FROM knelpunt_event
    JOIN knelpunt ON knelpunt.id = knelpunt_event.knelpunt_id
    JOIN participant ON participant.id = knelpunt_event.participant_id
    ORDER BY knelpunt_event.id
"""


@dataclass(frozen=True, slots=True)
class Happened:
    """Something that somebody did to a knelpunt."""

    number: str
    kind: EventKind
    data: Mapping[str, Any]
    role: Role
    sender: str


def all_that_happened(database: Path) -> list[Happened]:
    """What people did, in order."""
    return [
        Happened(number, EventKind(kind), json.loads(data), Role(role), sender)
        for number, kind, data, role, sender in _rows(database, HAPPENED)
    ]


def finished(database: Path) -> int:
    """How many messages are answered and notices sent."""
    answered = "SELECT id FROM inbox WHERE finished_at IS NOT NULL"
    return len(_rows(database, f"{answered} UNION ALL SELECT id FROM outbox WHERE sent_at IS NOT NULL"))


def unsent_notices(database: Path) -> int:
    """How many notices wait to be sent."""
    return len(_rows(database, "SELECT id FROM outbox WHERE sent_at IS NULL"))


def sent_notices(database: Path, room: str) -> int:
    """How many notices the assistant knows that it sent to a room."""
    query = "SELECT id FROM outbox WHERE sent_at IS NOT NULL AND conversation = ?"
    return len(_rows(database, query, [room]))


def _rows(database: Path, query: str, values: Sequence[object] = ()) -> list[Any]:
    # Who may only read does not tidy up what a kill left behind.
    with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as connection:
        return connection.execute(query, values).fetchall()
