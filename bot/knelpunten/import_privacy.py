"""What comes from elsewhere is not taken in with personal data."""

from dataclasses import asdict

from bot.knelpunten.report import Report
from bot.privacy.blackening import blacken
from bot.privacy.detection import find_personal_data
from bot.privacy.personal_data import PersonalDataKind


def without_personal_data(report: Report) -> tuple[Report, frozenset[PersonalDataKind]]:
    """Blacken the personal data in a report; also give what kinds they were."""
    found = {name: find_personal_data(text) for name, text in asdict(report).items() if name != "contact"}
    told = {name: blacken(getattr(report, name), data) for name, data in found.items()}
    kinds = frozenset(one.kind for data in found.values() for one in data)
    return Report(**told, contact=report.contact), kinds
