"""Which knelpunten somebody asks for, as people type it: "UWV doorgezet", "van mij", "nieuw brief"."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from rapidfuzz.distance import OSA

from bot.knelpunten.organisations import organisation_key, usual_spellings
from bot.knelpunten.report import Cause, Knelpunt, Status
from bot.paging import PAGE
from bot.workflow.transitions import ENDED
from index.words import content_words, words

OPEN = frozenset(Status) - ENDED - {Status.MERGED}
"""Where a knelpunt stands that is still to be dealt with."""

_STATUSES: Mapping[str, frozenset[Status]] = {
    "open": OPEN,
    "alle": frozenset(Status),
    "alles": frozenset(Status),
    "nieuw": frozenset({Status.RECEIVED}),
    "nieuwe": frozenset({Status.RECEIVED}),
    "behandeling": frozenset({Status.IN_PROGRESS}),
    "vraag": frozenset({Status.ASKED}),
    "doorgezette": frozenset({Status.PASSED_ON}),
    "versnelde": frozenset({Status.ACCELERATED}),
    "opgeloste": frozenset({Status.SOLVED}),
    "afgesloten": frozenset({Status.CLOSED}),
    "gesloten": ENDED,
    "afgerond": ENDED,
    "klaar": ENDED,
    "samengevoegde": frozenset({Status.MERGED}),
} | {status.value: frozenset({status}) for status in Status}
_MINE = ("van mij", "mijn", "mijne", "bij mij", "door mij", "die ik behandel")
_FILLERS = frozenset("alleen graag knelpunt knelpunten organisatie stand status thema toon".split())
_SHORTEST_WITH_TYPO = 6
_SHORTEST_WITHIN = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which knelpunten are wanted; what is empty does not matter.

    Attributes:
        statuses: where they stand.
        organisations: names of organisations of which one has it.
        themes: what they are about, or where they come from; one of these.
        words: words that are told in it, all of them.
        mine: who asks treats it.
        page: which page of the list, from 1.
    """

    statuses: frozenset[Status] = OPEN
    organisations: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    mine: bool = False
    page: int = 1


@dataclass(frozen=True, slots=True)
class _Meaning:
    """What a phrase says of the knelpunten that are wanted."""

    statuses: frozenset[Status] = frozenset()
    organisation: str = ""
    theme: str = ""
    mine: bool = False


def read_wanted(typed: str, organisations: Iterable[str], themes: Iterable[str]) -> Wanted:
    """Read what somebody typed; any text says something, as what is nothing else is sought in what was told.

    Args:
        typed: the text.
        organisations: names of the organisations that have knelpunten.
        themes: what knelpunten are about.
    """
    page = PAGE.search(typed)
    vocabulary = _vocabulary(organisations, themes)
    meanings: list[_Meaning] = []
    others: list[str] = []
    for found in _phrases(words(without_page(typed)), vocabulary):
        if isinstance(found, _Meaning):
            meanings.append(found)
        else:
            others.append(found)
    return Wanted(
        statuses=frozenset().union(*(meaning.statuses for meaning in meanings)) or OPEN,
        organisations=_distinct(meaning.organisation for meaning in meanings),
        themes=_distinct(meaning.theme for meaning in meanings),
        words=_distinct(word for word in content_words(" ".join(others)) if word not in _FILLERS),
        mine=any(meaning.mine for meaning in meanings),
        page=max(int(page[1]), 1) if page else 1,
    )


def without_page(typed: str) -> str:
    """Give what somebody typed without the page that they asked for."""
    return " ".join(PAGE.sub(" ", typed).split())


def is_wanted(knelpunt: Knelpunt, theme: str, wanted: Wanted, treated: Collection[str]) -> bool:
    """Whether a knelpunt is among those that are wanted.

    Args:
        knelpunt: the knelpunt.
        theme: what it is about.
        wanted: which are.
        treated: numbers of those that are treated by who asks.
    """
    having = [knelpunt.report.organisation, *(support.organisation for support in knelpunt.supports)]
    keys = set(map(organisation_key, having))
    cause = knelpunt.report.cause.partition(":")[0]
    return (
        knelpunt.status in wanted.statuses
        and (not wanted.mine or knelpunt.number in treated)
        and (not wanted.organisations or any(organisation_key(one) in keys for one in wanted.organisations))
        and (not wanted.themes or not {theme, cause}.isdisjoint(wanted.themes))
        and _tells_all(knelpunt, [*having, theme], wanted.words)
    )


def in_order(knelpunten: Iterable[Knelpunt], wanted: Wanted) -> list[Knelpunt]:
    """Put first what waits longest, or, where also what has ended is wanted, what changed last."""
    by_number = sorted(knelpunten, key=lambda one: (len(one.number), one.number))
    return sorted(by_number, key=lambda one: one.since, reverse=not wanted.statuses <= OPEN)


def _vocabulary(organisations: Iterable[str], themes: Iterable[str]) -> Mapping[tuple[str, ...], _Meaning]:
    """Phrases with what they say; what comes later is what a phrase says that could be several things."""
    names = list(organisations)
    usual = usual_spellings(names)
    spelled = {name: usual[key] for name in names if (key := organisation_key(name))}
    phrases = {name: _Meaning(organisation=named) for name, named in spelled.items()}
    phrases |= {organisation_key(name): _Meaning(organisation=named) for name, named in spelled.items()}
    phrases |= {theme: _Meaning(theme=theme) for theme in (*Cause, *themes)}
    phrases |= {phrase: _Meaning(statuses=statuses) for phrase, statuses in _STATUSES.items()}
    phrases |= {phrase: _Meaning(mine=True) for phrase in _MINE}
    return {tuple(parts): meaning for phrase, meaning in phrases.items() if (parts := words(phrase))}


def _phrases(typed: list[str], vocabulary: Mapping[tuple[str, ...], _Meaning]) -> Iterator[_Meaning | str]:
    """Give what the phrases say, the longest first at each place, and the words in between."""
    longest = max(map(len, vocabulary))
    at = 0
    while at < len(typed):
        for length in range(min(longest, len(typed) - at), 0, -1):
            meaning = vocabulary.get(tuple(typed[at : at + length]))
            if meaning:
                yield meaning
                at += length
                break
        else:
            yield _status_typed_wrong(typed[at]) or typed[at]
            at += 1


def _status_typed_wrong(word: str) -> _Meaning | None:
    if len(word) < _SHORTEST_WITH_TYPO:
        return None
    near = (statuses for name, statuses in _STATUSES.items() if OSA.distance(word, name, score_cutoff=1) <= 1)
    found = next(near, None)
    return _Meaning(statuses=found) if found else None


def _tells_all(knelpunt: Knelpunt, besides: Iterable[str], wanted: Collection[str]) -> bool:
    if not wanted:
        return True
    report = knelpunt.report
    told = words(
        " ".join((report.title, report.description, report.group, report.regulation, report.cause, *besides))
    )
    return all(any(_is_within(word, other) for other in told) for word in wanted)


def _is_within(word: str, other: str) -> bool:
    """Whether a word is another or, unless it is very short, a part of it, as Dutch makes words of words."""
    return word in other if len(word) >= _SHORTEST_WITHIN else word == other


def _distinct(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(filter(None, names)))
