"""What an overview of the knelpunten says, in chat, in pictures and in the report."""

from datetime import date, timedelta

from bot.knelpunten.report import Status
from bot.overview.period import MONTHS, Period, Wanted, months_between
from bot.wording.dates import readable_date
from bot.wording.phrases import Language

COMMAND = """Schrijf een overzicht van de knelpunten als HTML: cijfers, tabellen en grafieken.

PERIODE is bijvoorbeeld: 2026, maart 2026, kwartaal 2 2026, laatste 3 maanden of vanaf maart 2026.
Zonder PERIODE telt alles mee.

Voorbeeld: wegwijzer overzicht kwartaal 2 2026 --organisatie UWV --output overzicht.html"""
PERIOD = "De periode waarin de knelpunten zijn gemeld."
ORGANISATION = "Alleen knelpunten van organisaties met deze woorden in hun naam."

PERIOD_NOT_UNDERSTOOD = (
    "Ik begrijp niet over welke periode je een overzicht wilt. "
    "Typ bijvoorbeeld: /overzicht kwartaal 2 2026, of: /overzicht 2025 UWV."
)
NOTHING = "Ik vind geen knelpunten voor: {scope}."
NOTHING_AT_ALL = "Er zijn nog geen knelpunten gemeld."

TITLE = "Overzicht van knelpunten"
REPORTED = "In deze periode: {count} gemeld. Zo staan ze er nu voor:"
REPORTED_EVER = "Tot nu toe: {count} gemeld. Zo staan ze er nu voor:"
RESPONSE = "{count} kregen een eerste reactie, de helft binnen {median}."
RESPONSE_OF_ONE = "1 knelpunt kreeg een eerste reactie, binnen {median}."
NO_RESPONSE = "Nog geen enkel knelpunt kreeg een eerste reactie."
RESULT = "{count} zijn opgelost of afgesloten, de helft binnen {median}."
RESULT_OF_ONE = "1 knelpunt is opgelost of afgesloten, binnen {median}."
NO_RESULT = "Nog geen enkel knelpunt is opgelost of afgesloten."
WAITING = "{count} wachten nog."
ONE_WAITING = "1 wacht nog."
GROUPS = "Hier hebben de meeste organisaties last van:"
GROUP = "{title} ({organisations}, {knelpunten})"
FILE = "overzicht.html"
ALL_FIGURES = f"Alle cijfers staan als tabellen in {FILE}."

BY_STATUS = "Knelpunten naar stand"
BY_THEME = "Knelpunten naar thema"
BY_ORGANISATION = "Knelpunten naar organisatie"
BY_MONTH = "Gemeld per maand"
BY_QUARTER = "Gemeld per kwartaal"
BY_YEAR = "Gemeld per jaar"
QUARTER = "kwartaal {quarter} van {year}"
SHORT_QUARTER = "K{quarter}"
REPORTED_BY = "gemeld"
SUPPORTED_BY = "aangesloten"
ORGANISATION_ALTERNATIVE = "{label} {reported} gemeld en {supported} aangesloten"
LEFT_OUT = "En nog {count} andere."
ALTERNATIVE = "Staafdiagram. {title}, {subtitle}: {figures}."

ALL_TIME = "alles tot nu toe"
MADE_ON = "Gemaakt op {day}."
TIMES = "Wachttijden"
GROUPS_TITLE = "Knelpunten die bij elkaar horen"
COLUMN_STATUS = "Stand"
COLUMN_THEME = "Thema"
COLUMN_ORGANISATION = "Organisatie"
COLUMN_MONTH = "Maand"
COLUMN_COUNT = "Knelpunten"
COLUMN_REPORTED = "Gemeld"
COLUMN_SUPPORTED = "Aangesloten"
COLUMN_WAIT = "Tot"
COLUMN_MEDIAN = "Mediaan"
COLUMN_REACHED = "Gekregen"
COLUMN_WAITING = "Wacht nog"
COLUMN_GROUP = "Knelpunt"
COLUMN_ORGANISATIONS = "Organisaties"
FIRST_RESPONSE = "Eerste reactie"
RESULT_REACHED = "Opgelost of afgesloten"
SUM = "Samen"
NO_NAME = "Zonder naam"
NO_MEDIAN = "geen"
NO_GROUPS = "Er zijn geen knelpunten die bij elkaar horen."
HOW_COUNTED_TITLE = "Zo is geteld"
HOW_COUNTED = (
    "Geteld zijn de knelpunten die in de periode zijn gemeld, met de stand die ze nu hebben.",
    "Is er een organisatie gekozen, dan telt mee wat zij meldde en waar zij zich bij aansloot.",
    "Een organisatie die zich bij een knelpunt aansloot, staat bij dat knelpunt onder Aangesloten.",
    "De mediaan is de middelste: de helft duurde korter, de helft langer. Wat nog wacht, telt niet mee.",
    "Een eerste reactie is een nieuwe stand, een vraag aan de melder of een samenvoeging.",
    "Knelpunten die op elkaar lijken of zijn samengevoegd, horen bij elkaar.",
    "Bij die groepen tellen ook knelpunten mee van buiten de periode en van andere organisaties.",
)

_HOURS_A_DAY = 24
_QUARTER_MONTHS = 3
_DAYS_FROM = 2


def knelpunten(count: int) -> str:
    """Say how many knelpunten."""
    return "1 knelpunt" if count == 1 else f"{count} knelpunten"


def organisations(count: int) -> str:
    """Say how many organisations."""
    return "1 organisatie" if count == 1 else f"{count} organisaties"


def waiting(count: int) -> str:
    """Say how many wait still; ``""`` when none do."""
    return "" if not count else ONE_WAITING if count == 1 else WAITING.format(count=count)


def long(took: timedelta) -> str:
    """Say how long something took: ``5 uur``, ``12 dagen``."""
    hours = round(took / timedelta(hours=1))
    if hours < 1:
        return "een uur"
    if hours < _DAYS_FROM * _HOURS_A_DAY:
        return f"{hours} uur"
    return f"{round(took / timedelta(days=1))} dagen"


def scope(wanted: Wanted) -> str:
    """Say what an overview is of: ``maart 2026, UWV``."""
    return ", ".join(filter(None, (period(wanted.period), wanted.organisation)))


def period(wanted: Period) -> str:
    """Say which period: ``2026``, ``kwartaal 2 van 2026``, ``vanaf 1 maart 2026``."""
    match wanted:
        case Period(first=None, last=None):
            return ALL_TIME
        case Period(first=date() as first, last=None):
            return f"vanaf {_day(first)}"
        case Period(first=None, last=date() as last):
            return f"tot en met {_day(last)}"
        case Period(first=date() as first, last=date() as last):
            return _whole_months(first, last) or _days(first, last)
    raise AssertionError(wanted)


def month(first: date) -> str:
    """Say which month begins on a day: ``maart 2026``."""
    return readable_date(f"{first:%Y-%m}", Language.DUTCH)


def short_month(first: date) -> str:
    """Say it shortly: ``mrt``."""
    return "mrt" if month(first).startswith("maart") else month(first)[:3]


def standing(status: Status) -> str:
    """Say where a knelpunt stands."""
    return capital(status.value)


def quarter(first: date) -> str:
    """Say which quarter begins on a day: ``kwartaal 2 van 2026``."""
    return QUARTER.format(quarter=first.month // _QUARTER_MONTHS + 1, year=first.year)


def short_quarter(first: date) -> str:
    """Say it shortly: ``K2``."""
    return SHORT_QUARTER.format(quarter=first.month // _QUARTER_MONTHS + 1)


def named(name: str) -> str:
    """Say the name of a theme or an organisation, also where there is none."""
    return capital(name) or NO_NAME


def capital(text: str) -> str:
    """Begin with a capital, and leave the others (``ICT``) as they are."""
    return text[:1].upper() + text[1:]


def _whole_months(first: date, last: date) -> str | None:
    after = date.fromordinal(last.toordinal() + 1)
    if first.day != 1 or after.day != 1:
        return None
    months = list(months_between(first, last))
    if len(months) == 1:
        return month(first)
    if len(months) % MONTHS == 0 and first.month == 1:
        return f"{first.year}" if len(months) == MONTHS else f"{first.year} tot en met {last.year}"
    if len(months) == _QUARTER_MONTHS and (first.month - 1) % _QUARTER_MONTHS == 0:
        return quarter(first)
    begin = month(first).split()[0] if first.year == last.year else month(first)
    return f"{begin} tot en met {month(last)}"


def _days(first: date, last: date) -> str:
    return _day(first) if first == last else f"{_day(first)} tot en met {_day(last)}"


def _day(day: date) -> str:
    return readable_date(day.isoformat(), Language.DUTCH)
