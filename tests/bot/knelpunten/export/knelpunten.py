"""Knelpunten to export."""

from datetime import UTC, datetime

from bot.knelpunten.report import Knelpunt, Report, Status, Support

REPORT = Report(
    title="Dubbele uitvraag",
    description='Burgers sturen hetzelfde bewijs; twee keer.\nZij noemen dat "raar".',
    affected="burgers, professionals",
    group="ouders met schulden",
    organisation="UWV",
    cause="gegevensdeling",
    regulation="Participatiewet",
    frequency="elke week",
    consequence="langer wachten",
    tried="gebeld",
    proposal="gegevens delen",
    contact=True,
)


def knelpunt(report: Report = REPORT, *, imported_as: str | None = None) -> Knelpunt:
    return Knelpunt(
        number="KP-2026-0042",
        imported_as=imported_as,
        report=report,
        severity="hoog",
        status=Status.RECEIVED,
        reported_at=datetime(2026, 7, 1, 22, 30, 15, tzinfo=UTC),
        since=datetime(2026, 7, 3, 8, tzinfo=UTC),
        supports=(
            Support(organisation="SVB", frequency="soms", remark="ook hier"),
            Support(organisation="CAK"),
        ),
        related=("KP-2026-0001", "KP-2026-0007"),
        attachments=("foto.jpg",),
    )
