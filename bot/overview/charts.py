"""What the pictures of an overview show, before they are drawn."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from bot.knelpunten.report import Status
from bot.overview.figures import Overview
from bot.overview.time_steps import time_steps
from bot.text import clean
from bot.wording import overview as words

MOST_BARS = 10
FEWEST = 2
_LONGEST_LABEL = 60


class Tone(Enum):
    """What the colour of a bar means."""

    GOES_ON = "goes on"
    SOLVED = "solved"
    CLOSED = "closed"
    ASIDE = "aside"
    ADDED = "added"


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar of one or more parts, each with its colour."""

    label: str
    parts: tuple[tuple[int, Tone], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """A picture with bars.

    Attributes:
        name: file name, without its ending.
        title: what it is about.
        subtitle: the period, the organisation, how many knelpunten.
        bars: from top to bottom, or from left to right.
        alternative: what it says, in words.
        upright: bars stand, from left to right in time.
        legend: what the colours mean, where the labels do not tell.
        note: what is not drawn.
    """

    name: str
    title: str
    subtitle: str
    bars: tuple[Bar, ...]
    alternative: str
    upright: bool = False
    legend: tuple[tuple[str, Tone], ...] = ()
    note: str = ""


_TONES = {Status.SOLVED: Tone.SOLVED, Status.CLOSED: Tone.CLOSED, Status.MERGED: Tone.ASIDE}


def charts_of(overview: Overview) -> tuple[Chart, ...]:
    """Give the pictures of an overview; one with a single bar would say nothing, and is left out."""
    charts = (_by_status(overview), _by_theme(overview), _by_time(overview), _by_organisation(overview))
    return tuple(chart for chart in charts if len(chart.bars) >= FEWEST)


def _by_status(overview: Overview) -> Chart:
    bars = [
        Bar(words.standing(status), ((count, _TONES.get(status, Tone.GOES_ON)),))
        for status, count in overview.by_status
        if count
    ]
    return _chart(overview, "knelpunten-naar-stand", words.BY_STATUS, bars)


def _by_theme(overview: Overview) -> Chart:
    bars = [Bar(_label(count.theme), ((count.knelpunten, Tone.GOES_ON),)) for count in overview.by_theme]
    return _chart(overview, "knelpunten-naar-thema", words.BY_THEME, bars)


def _by_organisation(overview: Overview) -> Chart:
    counts = overview.by_organisation[:MOST_BARS]
    if not any(count.supported for count in counts):
        bars = [Bar(_label(one.name), ((one.reported, Tone.GOES_ON),)) for one in overview.by_organisation]
        return _chart(overview, "knelpunten-naar-organisatie", words.BY_ORGANISATION, bars)
    note = _note(len(overview.by_organisation))
    figures = ", ".join(
        words.ORGANISATION_ALTERNATIVE.format(
            label=_label(count.name), reported=count.reported, supported=count.supported
        )
        for count in counts
    )
    return Chart(
        name="knelpunten-naar-organisatie",
        title=words.BY_ORGANISATION,
        subtitle=_subtitle(overview),
        bars=tuple(
            Bar(_label(count.name), ((count.reported, Tone.GOES_ON), (count.supported, Tone.ADDED)))
            for count in counts
        ),
        alternative=_alternative(words.BY_ORGANISATION, overview, figures, note),
        legend=((words.REPORTED_BY, Tone.GOES_ON), (words.SUPPORTED_BY, Tone.ADDED)),
        note=note,
    )


def _by_time(overview: Overview) -> Chart:
    title, steps = time_steps(overview.by_month)
    figures = ", ".join(f"{step.name} {step.knelpunten}" for step in steps)
    return Chart(
        name="knelpunten-naar-tijd",
        title=title,
        subtitle=_subtitle(overview),
        bars=tuple(Bar(step.label, ((step.knelpunten, Tone.GOES_ON),)) for step in steps),
        alternative=_alternative(title, overview, figures, ""),
        upright=True,
    )


def _chart(overview: Overview, name: str, title: str, bars: Sequence[Bar]) -> Chart:
    drawn, note = bars[:MOST_BARS], _note(len(bars))
    figures = ", ".join(f"{bar.label} {bar.parts[0][0]}" for bar in drawn)
    return Chart(
        name=name,
        title=title,
        subtitle=_subtitle(overview),
        bars=tuple(drawn),
        alternative=_alternative(title, overview, figures, note),
        note=note,
    )


def _alternative(title: str, overview: Overview, figures: str, note: str) -> str:
    said = words.ALTERNATIVE.format(title=title, subtitle=_subtitle(overview), figures=figures)
    return f"{said} {note}".rstrip()


def _note(bars: int) -> str:
    return words.LEFT_OUT.format(count=bars - MOST_BARS) if bars > MOST_BARS else ""


def _subtitle(overview: Overview) -> str:
    return f"{clean(words.scope(overview.wanted))}, {words.knelpunten(overview.total)}"


def _label(name: str) -> str:
    name = words.named(clean(name))
    return name if len(name) <= _LONGEST_LABEL else f"{name[: _LONGEST_LABEL - 1].rstrip()}…"
