"""What there is, each working day, for those who treat knelpunten."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from bot.knelpunten.history import Event, EventKind, Role
from bot.knelpunten.report import Knelpunt, Status, Support
from bot.lessons.lesson import Consent, lesson_of
from bot.permissions import Grant, may_treat
from bot.permissions import Role as ProgrammeRole
from bot.workflow.routing import Account, Route

UNANSWERED_AFTER = timedelta(days=7)
"""How long a question waits before those who treat the knelpunt hear that it does."""


class Heading(StrEnum):
    """Why somebody hears of a knelpunt."""

    ASSIGNED = "assigned"
    NEW = "new"
    ANSWERED = "answered"
    REOPENED = "reopened"
    UNANSWERED = "unanswered"
    LESSON = "lesson"


Digest = Mapping[Heading, Sequence[Knelpunt]]
"""What somebody is told, in this order; only headings with something under them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A knelpunt, as the digest looks at it.

    Attributes:
        knelpunt: the knelpunt.
        history: what happened to it, oldest first.
        route: where the rules send it.
        treated_by: who has treated it.
    """

    knelpunt: Knelpunt
    history: Sequence[Event]
    route: Route
    treated_by: frozenset[Account] = frozenset()


@dataclass(frozen=True, slots=True)
class Treater:
    """Somebody who treats knelpunten.

    Attributes:
        accounts: those of theirs.
        grants: their roles.
        told_until: the moment up to which they were told what there is.
    """

    accounts: frozenset[Account]
    grants: tuple[Grant, ...]
    told_until: datetime


def digest_for(
    treater: Treater, everyone: Sequence[Treater], cases: Sequence[Case], until: datetime
) -> Digest:
    """Say what there is for somebody since they were told before; nothing that they may not treat.

    What is no longer so, because somebody went on with the knelpunt, is left out. Told day after day, each
    thing is told once.

    Args:
        treater: whom it is for.
        everyone: all who treat knelpunten.
        cases: the knelpunten.
        until: the moment up to which they are told.
    """
    found: dict[Heading, list[Knelpunt]] = {heading: [] for heading in Heading}
    # Before that nothing can have happened that is news now.
    earliest = treater.told_until - UNANSWERED_AFTER
    for case in (case for case in cases if case.history[-1].at >= earliest):
        news = _news(case, treater)
        if news is None:
            continue
        heading, at = news
        if treater.told_until <= at < until and _is_for(treater, heading, case, everyone):
            found[heading].append(case.knelpunt)
    return {heading: knelpunten for heading, knelpunten in found.items() if knelpunten}


def _news(case: Case, treater: Treater) -> tuple[Heading, datetime] | None:
    """What there is to tell of a knelpunt as it stands, and since when; None when there is nothing."""
    last = [event for event in case.history if "status" in event.data][-1]
    match Status(last.data["status"]):
        case Status.RECEIVED:
            heading = Heading.ASSIGNED if case.route.handler in treater.accounts else Heading.NEW
            since = _theirs_since(case, treater.grants)
            return None if since is None else (heading, since)
        case Status.ASKED:
            return Heading.UNANSWERED, last.at + UNANSWERED_AFTER
        case Status.IN_PROGRESS if last.kind is EventKind.ANSWERED:
            return Heading.ANSWERED, last.at
        case Status.IN_PROGRESS if last.by in {Role.REPORTER, Role.SUPPORTER}:
            return Heading.REOPENED, last.at
        case Status.SOLVED:
            lesson = lesson_of(case.history)
            if lesson and lesson.consent is Consent.WAITED_FOR:
                return Heading.LESSON, lesson.since
    return None


def _theirs_since(case: Case, grants: Sequence[Grant]) -> datetime | None:
    """Since when somebody may treat it: since it was reported, or since an organisation of theirs joined."""
    supports: tuple[Support, ...] = ()
    for event in case.history:
        match event.kind:
            case EventKind.SUPPORTED:
                supports = (*supports, Support(**event.data))
            case EventKind.REPORTED | EventKind.IMPORTED:
                pass
            case _:
                continue
        if may_treat(replace(case.knelpunt, supports=supports), case.route.theme, grants):
            return event.at
    return None


def _is_for(treater: Treater, heading: Heading, case: Case, everyone: Sequence[Treater]) -> bool:
    """What is new is for all who may treat it; the rest for who does, or for all where nobody does.

    Lessons are for the programme directorate, which decides about them.
    """
    if not _may_treat(treater, case):
        return False
    if heading in {Heading.ASSIGNED, Heading.NEW}:
        return True
    if heading is Heading.LESSON:
        return any(grant.role is ProgrammeRole.DIRECTORATE for grant in treater.grants)
    if treater.accounts & case.treated_by:
        return True
    return not any(one.accounts & case.treated_by and _may_treat(one, case) for one in everyone)


def _may_treat(treater: Treater, case: Case) -> bool:
    return may_treat(case.knelpunt, case.route.theme, treater.grants)
