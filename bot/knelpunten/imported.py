"""A knelpunt from elsewhere."""

from dataclasses import dataclass

from bot.knelpunten.report import Report


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """A knelpunt that was reported elsewhere.

    Attributes:
        imported_as: its id there; it is taken in once.
        report: what was reported.
        severity: how serious it is, or ``""``.
    """

    imported_as: str
    report: Report
    severity: str = ""
