"""Dates as people read them."""

import re
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.wording.phrases import PHRASES, Language

_MONTHS = {
    Language.DUTCH: (
        "januari februari maart april mei juni juli augustus september oktober november december".split()
    ),
    Language.ENGLISH: (
        "January February March April May June July August September October November December".split()
    ),
}
_ISO_DATE = re.compile(r"^(?P<year>\d{4})(?:-(?P<month>\d\d))?(?:-(?P<day>\d\d))?(?:\s*\((?P<note>.*)\))?$")
_APPROXIMATE = "bij benadering"
_UNKNOWN = "onbekend"
HERE = ZoneInfo("Europe/Amsterdam")


def readable_date(date: str, language: Language) -> str:
    """Write a document's date for people.

    Args:
        date: as the document gives it: ``2024-09-09``, ``2022-09 (bij benadering: ...)``, or free text.
        language: of the words around it; free text stays as it is.

    Returns:
        For instance ``9 september 2024``, ``omstreeks september 2022`` or ``datum onbekend``.
    """
    date = date.strip()
    phrases = PHRASES[language]
    if date.lower().startswith(_UNKNOWN):
        return phrases.date_unknown
    match = _ISO_DATE.match(date)
    if match is None or not 1 <= int(match["month"] or 1) <= len(_MONTHS[language]):
        return date
    words = [match["year"]]
    if match["month"]:
        words.insert(0, _MONTHS[language][int(match["month"]) - 1])
    if match["day"]:
        words.insert(0, str(int(match["day"])))
    if (match["note"] or "").startswith(_APPROXIMATE):
        words.insert(0, phrases.about)
    return " ".join(words)


def day_of(moment: datetime) -> str:
    """Write the day of a moment in Dutch, as the calendar in the Netherlands has it."""
    return readable_date(moment.astimezone(HERE).date().isoformat(), Language.DUTCH)
