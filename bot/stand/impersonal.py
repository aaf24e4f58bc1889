"""Everything that people told, once more without personal data: what was imported may hold some."""

from dataclasses import asdict, replace

from bot.knelpunten.history import Event
from bot.knelpunten.report import Knelpunt, Report, Support
from bot.privacy.blackening import blacken
from bot.privacy.detection import find_personal_data
from bot.text import clean_lines


def impersonal(text: str) -> str:
    """Blacken the personal data in a text, and take out what no document can hold."""
    text = clean_lines(text)
    return blacken(text, find_personal_data(text))


def impersonal_line(text: str) -> str:
    """The same, on one line."""
    return " ".join(impersonal(text).split())


def impersonal_knelpunt(knelpunt: Knelpunt) -> Knelpunt:
    """Give a knelpunt with only impersonal words; nobody can be contacted about it."""
    told = {name: value for name, value in asdict(knelpunt.report).items() if name != "contact"}
    report = {name: impersonal(value) for name, value in told.items()}
    report["title"] = impersonal_line(knelpunt.report.title)
    return replace(
        knelpunt,
        imported_as=None,
        report=Report(**report, contact=False),
        severity=impersonal_line(knelpunt.severity),
        supports=tuple(map(impersonal_support, knelpunt.supports)),
        attachments=(),
        remarks=tuple(map(impersonal, knelpunt.remarks)),
    )


def impersonal_support(support: Support) -> Support:
    """Give a support with only impersonal words."""
    return Support(**{name: impersonal(value) for name, value in asdict(support).items()})


def impersonal_event(event: Event) -> Event:
    """Give an event with only impersonal words; the report that it may hold is left out."""
    return replace(
        event, data={name: impersonal(value) for name, value in event.data.items() if isinstance(value, str)}
    )
