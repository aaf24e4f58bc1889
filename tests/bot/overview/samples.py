"""A made-up year of knelpunten, as a programme could have them."""

from datetime import UTC, date, datetime, timedelta
from random import Random

from bot.knelpunten.history import Event, EventKind, Role
from bot.knelpunten.report import Knelpunt, Report, Status, Support
from bot.overview.figures import Case, Overview, overview_of
from bot.overview.period import Wanted

TODAY = date(2026, 11, 22)
ORGANISATIONS = (
    "UWV", "SVB", "Belastingdienst", "Gemeente Zwolle", "Gemeente 's-Hertogenbosch", "CAK", "DUO", "IND",
    "Dienst Toeslagen", "RDW", "CBR", "Gemeente Almere", "Centraal Justitieel Incassobureau (CJIB)",
)  # fmt: skip
THEMES = (
    "wet- en regelgeving", "gegevensdeling", "ICT", "samenwerking in de driehoek", "capaciteit", "werkproces",
    "anders: taal", "anders: gewoonte",
)  # fmt: skip
TITLES = (
    "Energietoeslag voor studenten", "Dubbele uitvraag van inkomensgegevens", "Brief komt na de betaaldatum",
    "Formulier na verhuizing steeds opnieuw", "Beslagvrije voet wordt te laat herzien",
    "Geen zicht op schulden",
)  # fmt: skip
STATUSES = (Status.RECEIVED,) * 3 + (Status.IN_PROGRESS,) * 3 + (Status.SOLVED,) * 3 + tuple(Status)


def knelpunt(number: str = "KP-2026-0001", **changes: object) -> Knelpunt:
    """A knelpunt that UWV reported on New Year's Day."""
    at = datetime(2026, 1, 1, 12, tzinfo=UTC)
    report = Report(
        title="Brief komt te laat",
        description="De brief komt na de betaaldatum.",
        affected="burgers",
        organisation=str(changes.pop("organisation", "UWV")),
        cause="werkproces",
    )
    values = {"report": report, "status": Status.RECEIVED, "reported_at": at, "since": at} | changes
    return Knelpunt(number=number, imported_as=None, severity="", **values)  # type: ignore[arg-type]


def case(one: Knelpunt, *events: Event, theme: str = "werkproces") -> Case:
    reported = Event(one.reported_at, EventKind.REPORTED, Role.REPORTER, {"status": Status.RECEIVED})
    return Case(one, (reported, *events), theme)


def changed(at: datetime, kind: EventKind = EventKind.CHANGED, by: Role | None = Role.HANDLER) -> Event:
    return Event(at, kind, by, {})


def sixty() -> list[Case]:
    """Sixty of them, always the same."""
    random = Random(7)
    cases = []
    for rank in range(1, 61):
        reported_at = datetime(2026, 1, 3, 9, tzinfo=UTC) + timedelta(days=random.betavariate(2, 1.4) * 320)
        status = random.choice(STATUSES)
        responded_at = reported_at + timedelta(days=random.expovariate(1 / 5))
        ended_at = responded_at + timedelta(days=random.expovariate(1 / 40))
        organisations = random.sample(ORGANISATIONS, random.choice((1, 1, 1, 2, 2, 3, 5)))
        related = tuple(f"KP-2026-{other:04d}" for other in range(1, rank) if other % 9 == rank % 9 < 3)
        one = Knelpunt(
            number=f"KP-2026-{rank:04d}",
            imported_as=None,
            report=Report(
                title=TITLES[rank % 9 % len(TITLES)],
                description="Zo gaat het.",
                affected="burgers",
                organisation=organisations[0],
                cause="werkproces",
            ),
            severity="",
            status=status,
            reported_at=reported_at,
            since=ended_at if status in {Status.SOLVED, Status.CLOSED} else responded_at,
            merged_into=related[0] if status is Status.MERGED and related else None,
            supports=tuple(Support(organisation=name) for name in organisations[1:]),
            related=related,
        )
        events = () if status is Status.RECEIVED else (changed(responded_at),)
        cases.append(case(one, *events, theme=random.choice(THEMES)))
    return cases


def overview(wanted: Wanted | None = None) -> Overview:
    return overview_of(sixty(), wanted or Wanted(), TODAY)
