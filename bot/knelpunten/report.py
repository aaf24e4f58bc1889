"""A knelpunt as it was reported."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Cause(StrEnum):
    """Where a knelpunt comes from."""

    REGULATION = "wet- en regelgeving"
    DATA_SHARING = "gegevensdeling"
    ICT = "ICT"
    DRIEHOEK = "samenwerking in de driehoek"
    CAPACITY = "capaciteit"
    PROCESS = "werkproces"
    OTHER = "anders"


class Affected(StrEnum):
    """Who notices a knelpunt."""

    CITIZENS = "burgers"
    BUSINESSES = "bedrijven"
    PROFESSIONALS = "professionals"


class Status(StrEnum):
    """Where a knelpunt stands."""

    RECEIVED = "ontvangen"
    IN_PROGRESS = "in behandeling"
    ASKED = "vraag aan melder"
    PASSED_ON = "doorgezet"
    ACCELERATED = "versneld"
    SOLVED = "opgelost"
    CLOSED = "afgesloten zonder oplossing"
    MERGED = "samengevoegd"


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What a reporter tells. `""` where they skipped something.

    Attributes:
        title: one line that says what it is about.
        description: what happens in practice.
        affected: who notices it, of `Affected`, joined by a comma; or own words.
        group: which citizens, businesses or professionals.
        organisation: where the reporter works.
        regulation: law, regulation or system involved.
        cause: one of `Cause`, or ``anders: `` and own words.
        frequency: how often, or how many.
        consequence: what it means for the person concerned.
        tried: what was already tried.
        proposal: what would solve it.
        contact: the reporter may be contacted.
    """

    title: str
    description: str
    affected: str
    organisation: str
    cause: str
    group: str = ""
    regulation: str = ""
    frequency: str = ""
    consequence: str = ""
    tried: str = ""
    proposal: str = ""
    contact: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Support:
    """Another organisation that has the same knelpunt: "ook bij ons". `""` where something was skipped."""

    organisation: str
    frequency: str = ""
    remark: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Knelpunt:
    """A knelpunt as it is kept.

    Attributes:
        number: what people call it: ``KP-2026-0042``.
        imported_as: its id where it was imported from, or None.
        report: what was reported.
        severity: how serious it is, where an import says so; or ``""``.
        status: where it stands.
        reported_at: when it was reported.
        since: since when it stands there.
        merged_into: number of the knelpunt that it was merged into, or None.
        supports: who has it too.
        related: numbers of knelpunten that look alike.
        attachments: names of the files that belong to it.
        remarks: what was added to it afterwards.
    """

    number: str
    imported_as: str | None
    report: Report
    severity: str
    status: Status
    reported_at: datetime
    since: datetime
    merged_into: str | None = None
    supports: tuple[Support, ...] = ()
    related: tuple[str, ...] = ()
    attachments: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()
