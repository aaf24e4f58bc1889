"""What happened to a knelpunt, and what it therefore is."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from operator import itemgetter
from typing import Any

from bot.knelpunten.report import Knelpunt, Report, Status, Support


class Role(StrEnum):
    """How somebody takes part in a knelpunt."""

    REPORTER = "reporter"
    SUPPORTER = "supporter"
    HANDLER = "handler"
    DIRECTORATE = "directorate"


class EventKind(StrEnum):
    """What can happen to a knelpunt."""

    REPORTED = "reported"
    IMPORTED = "imported"
    RELATED = "related"
    SUPPORTED = "supported"
    REMARKED = "remarked"
    ATTACHED = "attached"
    CHANGED = "changed"
    MERGED = "merged"
    SPLIT = "split"
    ASKED = "asked"
    ANSWERED = "answered"
    CONFIRMED = "confirmed"
    LEARNED = "learned"
    PUBLISHED = "published"
    DECLINED = "declined"


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened to a knelpunt.

    Attributes:
        at: when.
        kind: what.
        by: who did it, as far as that is known: their role, never their name.
        data: what changed. For reported and imported: ``report`` (its fields but `Report.contact`),
            ``severity``, ``status`` and ``imported_as``; for related: ``number``; for supported: the
            fields of a `Support`; for remarked: ``text``; for attached: ``attachment`` and ``name``; for
            changed: ``why``; for merged and split: the ``number`` of the other; for asked, answered and
            learned: ``text``; for published and declined: the ``text`` of the lesson that was decided on.
            Where it stands differently from then on: ``status``.
    """

    at: datetime
    kind: EventKind
    by: Role | None
    data: Mapping[str, Any]


def knelpunt_after(number: str, events: Sequence[Event]) -> Knelpunt:
    """Give the knelpunt that its events make, the first one first; nobody may be contacted about it.

    Raises:
        ValueError: it was not reported first, or more than once, or they do not say where it stands.
    """
    reported = [event for event in events if event.kind in {EventKind.REPORTED, EventKind.IMPORTED}]
    standing = next((event for event in reversed(events) if "status" in event.data), None)
    if len(reported) != 1 or reported[0] is not events[0] or standing is None:
        raise ValueError(f"{number} was not reported once and first, or stands nowhere")
    first = events[0]
    return Knelpunt(
        number=number,
        imported_as=first.data["imported_as"],
        report=Report(**first.data["report"]),
        severity=first.data["severity"],
        status=Status(standing.data["status"]),
        reported_at=first.at,
        since=standing.at,
        merged_into=standing.data["number"] if standing.kind is EventKind.MERGED else None,
        supports=tuple(Support(**data) for data in _data(events, EventKind.SUPPORTED)),
        related=tuple(sorted(data["number"] for data in _data(events, EventKind.RELATED))),
        attachments=tuple(
            data["name"] for data in sorted(_data(events, EventKind.ATTACHED), key=itemgetter("attachment"))
        ),
        remarks=tuple(data["text"] for data in _data(events, EventKind.REMARKED)),
    )


def _data(events: Sequence[Event], kind: EventKind) -> list[Mapping[str, Any]]:
    return [event.data for event in events if event.kind is kind]
