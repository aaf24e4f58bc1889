"""How many cases people mention when they say how often something happens."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from bot.workflow.dutch_numbers import NUMBER, number_of

_TIMES_A_YEAR: Mapping[str, float] = {
    "werkdag": 250,
    "week": 52,
    "maand": 12,
    "kwartaal": 4,
    "halfjaar": 2,
    "jaar": 1,
}
_UNITS = {unit: unit for unit in _TIMES_A_YEAR} | {
    "dag": "werkdag",  # offices are open on working days
    "dagen": "werkdag",
    "werkdagen": "werkdag",
    "weken": "week",
    "maanden": "maand",
    "kwartalen": "kwartaal",
    "half jaar": "halfjaar",
    "mnd": "maand",
    "dagelijks": "werkdag",
    "wekelijks": "week",
    "maandelijks": "maand",
    "jaarlijks": "jaar",
}
_EVERY = r"(?:per|elke?|iedere?|in de|in het|in een)"
_PERIOD = re.compile(
    "|".join(
        (
            rf"\b{_EVERY} (?P<count>{NUMBER}) (?P<units>werkdagen|dagen|weken|maanden|kwartalen|jaar)\b",
            rf"(?:\b{_EVERY} |/ ?)(?P<unit>werkdag|dag|week|maand|mnd|kwartaal|half ?jaar|jaar)\b",
            r"\bom de (?P<alternate>werkdag|dag|week|maand|jaar)\b",
            r"\b(?P<adverb>dagelijks|wekelijks|maandelijks|jaarlijks)e?\b",
            r"\b(?:elke|iedere|op) (?P<weekday>maan|dins|woens|donder|vrij|zater|zon)dag\b",
        )
    )
)
_MONTH = "januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december"
_COUNTED = (
    "mensen|personen|burgers|inwoners|klanten|cliënten|gezinnen|ouders|kinderen|studenten|huishoudens|bedrijven"
    "|ondernemers|werkgevers|professionals|medewerkers|keer|maal|gevallen|zaken|dossiers|meldingen|aanvragen"
    "|brieven|besluiten|beschikkingen|uitkeringen"
)
_NOT_ABOUT = "".join(f"(?<!{word} )" for word in ("ongeveer", "circa", "ca.", "zo'n", "ruim", "bijna", "dan"))
_NO_CASES = re.compile(
    "|".join(
        (
            rf"(?:{NUMBER}|één|een) op (?:de |elke |iedere )?{NUMBER}",  # a share
            rf"(?<=van de ){NUMBER}",  # what a share is of
            rf"{NUMBER} ?(?:%|procent\b|promille\b)",
            r"€ ?[\d.,]+(?: (?:duizend|miljoen|miljard))?",
            rf"{NUMBER} ?(?:euro|eur|fte|kilometer|km)\b",
            rf"{NUMBER} ?(?:minuten|uur|uren|(?:werk)?dag(?:en)?|week|weken|maand(?:en)?|jaar|jaren)\b",
            rf"\b\d{{1,2}} (?:{_MONTH})\b(?: \d{{4}})?",
            r"\b\d+[-/]\d+[-/]\d+\b|\b\d+/\d+\b",
            r"\b\d+-?(?:\+|plus|jarig|(?:st)?e\b|de\b)\w*",  # ages and ranks
            r"\b(?:artikel|art\.?|lid|box|nr\.?|nummer|versie|spoor|fase|pagina|wet) \d[\d.:]*\w*",
            r"\b[a-z]+-\d[\d-]*",
            rf"{_NOT_ABOUT}\b(?:199\d|20[0-3]\d)\b(?![.,]?\d)(?! ?(?:{_COUNTED})\b)",  # a year
        )
    )
)
_MOST = 1e12
"""More than anything happens; a row of hundreds of digits is no number that can be counted with."""

_CLAUSES = re.compile(r"[;:()\n]|(?<!\bca)[.,!?](?=\s|$)")


@dataclass(frozen=True, slots=True)
class Reach:
    """How much somebody says that something happens.

    Attributes:
        cases: how many; in a year, where they say in how long.
        said: the words in which they say it.
    """

    cases: int
    said: str


def largest_reach(texts: Iterable[str]) -> Reach | None:
    """Give the largest number of cases that these texts mention; None where they mention none.

    What says how often without a number ("soms", "vaak") counts for nothing; what says a number without
    being exact ("tientallen", "een paar duizend") for the least that it means. Shares, amounts of money,
    durations, dates and years are no cases.

    Args:
        texts: what people answered to how often it happens, or to how many.

    Example:
        >>> largest_reach(["ongeveer 40 gezinnen per jaar", "elke week"])
        Reach(cases=52, said='elke week')
    """
    found = (Reach(cases, said) for text in texts for said in _clauses(text) for cases in _cases(said))
    largest = max(found, key=lambda reach: reach.cases, default=None)
    return largest if largest and largest.cases else None


def _clauses(text: str) -> Iterator[str]:
    return (joined for clause in _CLAUSES.split(text) if (joined := " ".join(clause.split())))


def _cases(clause: str) -> Iterator[int]:
    """Yield each number of a clause, times the period beside it; and each period that is beside none."""
    text = clause.lower().replace("’", "'")
    periods = {match.start(): _times_a_year(match) for match in _PERIOD.finditer(text)}
    text = _NO_CASES.sub(_blank, _PERIOD.sub(_blank, text))
    numbers = {match.start(): number_of(match[0]) for match in re.finditer(NUMBER, text)}
    order = sorted((*periods, *numbers))
    left = set(periods)
    for place, start in enumerate(order):
        if start in numbers:
            beside = [*order[place + 1 : place + 2], *order[max(place - 1, 0) : place]]
            period = next((other for other in beside if other in left), None)
            left.discard(-1 if period is None else period)
            yield round(min(numbers[start] * (1 if period is None else periods[period]), _MOST))
    for start in left:
        yield round(periods[start])


def _times_a_year(period: re.Match[str]) -> float:
    if period["weekday"]:
        return _TIMES_A_YEAR["week"]
    named = period["unit"] or period["units"] or period["alternate"] or period["adverb"]
    times = _TIMES_A_YEAR[_UNITS[named]]
    if period["alternate"]:
        return times / 2
    return times / max(number_of(period["count"]), 1) if period["count"] else times


def _blank(match: re.Match[str]) -> str:
    """Something as long that is no number and no word."""
    return "\0" * len(match[0])
