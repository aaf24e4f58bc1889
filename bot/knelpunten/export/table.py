"""Knelpunten as a table: a row each, for people who count and filter."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.knelpunten.report import Knelpunt, Support
from bot.wording.exporting import NO, YES

Value = str | int | datetime

COLUMNS = (
    "number",
    "status",
    "since",
    "merged_into",
    "reported_at",
    "title",
    "description",
    "affected",
    "group",
    "organisation",
    "organisations",
    "cause",
    "regulation",
    "severity",
    "frequency",
    "consequence",
    "tried",
    "proposal",
    "contact",
    "supports",
    "related",
    "attachments",
    "imported_as",
)
# Whoever reads the table reads a clock in the Netherlands.
_LOCAL = ZoneInfo("Europe/Amsterdam")


def rows(knelpunten: Iterable[Knelpunt]) -> Iterator[tuple[Value, ...]]:
    """Yield the values of each knelpunt, in the order of `COLUMNS`; moments in Dutch time."""
    for knelpunt in knelpunten:
        values = _values(knelpunt)
        yield tuple(values[column] for column in COLUMNS)


def _values(knelpunt: Knelpunt) -> dict[str, Value]:
    report = knelpunt.report
    return {
        "number": knelpunt.number,
        "status": knelpunt.status.value,
        "since": _local(knelpunt.since),
        "merged_into": knelpunt.merged_into or "",
        "reported_at": _local(knelpunt.reported_at),
        "title": report.title,
        "description": report.description,
        "affected": report.affected,
        "group": report.group,
        "organisation": report.organisation,
        "organisations": 1 + len(knelpunt.supports),
        "cause": report.cause,
        "regulation": report.regulation,
        "severity": knelpunt.severity,
        "frequency": report.frequency,
        "consequence": report.consequence,
        "tried": report.tried,
        "proposal": report.proposal,
        "contact": YES if report.contact else NO,
        "supports": "\n".join(map(_support, knelpunt.supports)),
        "related": ", ".join(knelpunt.related),
        "attachments": "\n".join(knelpunt.attachments),
        "imported_as": knelpunt.imported_as or "",
    }


def _local(moment: datetime) -> datetime:
    return moment.astimezone(_LOCAL).replace(second=0, microsecond=0, tzinfo=None)


def _support(support: Support) -> str:
    frequency = f" ({support.frequency})" if support.frequency else ""
    remark = f": {support.remark}" if support.remark else ""
    return support.organisation + frequency + remark
