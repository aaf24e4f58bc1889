"""A knelpunt with a lesson, for tests."""

from datetime import UTC, datetime
from typing import Any

from bot.knelpunten.report import Knelpunt, Report, Status, Support
from bot.lessons.lesson import Consent, Lesson

AGREED_AT = datetime(2026, 11, 30, 23, 30, tzinfo=UTC)
"""In the Netherlands that is the first of December."""

LESSON = "Vraag eerst na of het formulier nog nodig is. Meestal staan de gegevens al in een basisregistratie."


def lesson(text: str = LESSON) -> Lesson:
    return Lesson(text, Consent.GIVEN, AGREED_AT)


def knelpunt(supports: tuple[Support, ...] = (), **told: Any) -> Knelpunt:
    report = {
        "title": "Ouders vullen steeds hetzelfde formulier in",
        "description": "Ouders die verhuizen vullen drie keer hetzelfde formulier in.",
        "affected": "burgers",
        "organisation": "Gemeente Zwolle",
        "cause": "gegevensdeling",
        "regulation": "Wet BRP",
    }
    return Knelpunt(
        number="KP-2026-0042",
        imported_as=None,
        report=Report(**(report | told)),
        severity="",
        status=Status.SOLVED,
        reported_at=AGREED_AT,
        since=AGREED_AT,
        supports=supports,
    )
