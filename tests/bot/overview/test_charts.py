import io
import re
import warnings
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from PIL import Image

from bot.knelpunten.report import Knelpunt
from bot.overview.charts import MOST_BARS, Chart, charts_of
from bot.overview.drawing import WIDTH, draw
from bot.overview.figures import Overview, overview_of
from bot.overview.period import Wanted
from tests.bot.overview.samples import TODAY, case, knelpunt, overview


def of(*knelpunten: Knelpunt) -> Overview:
    return overview_of([case(one) for one in knelpunten], Wanted(), TODAY)


def reported(*days: date) -> Overview:
    moments = [datetime(day.year, day.month, day.day, 12, tzinfo=UTC) for day in days]
    return of(*(knelpunt(f"KP-2026-{rank:04d}", reported_at=at) for rank, at in enumerate(moments, 1)))


def chart_of(counted: Overview, name: str) -> Chart:
    return next(chart for chart in charts_of(counted) if chart.name == f"knelpunten-naar-{name}")


@pytest.mark.parametrize("chart", charts_of(overview()), ids=lambda chart: chart.name)
def test_a_picture_is_as_wide_as_a_phone_and_not_much_taller(chart: Chart) -> None:
    picture = Image.open(io.BytesIO(draw(chart)))

    assert picture.size[0] == 3 * WIDTH
    assert picture.size[0] / 2 < picture.size[1] < picture.size[0] * 2


@pytest.mark.parametrize("chart", charts_of(overview()), ids=lambda chart: chart.name)
def test_nothing_runs_off_the_picture(chart: Chart) -> None:
    picture = Image.open(io.BytesIO(draw(chart))).convert("L")

    width, height = picture.size
    edges = [
        (0, 0, 15, height),
        (width - 15, 0, width, height),
        (0, 0, width, 15),
        (0, height - 15, width, height),
    ]

    assert all(picture.crop(edge).getextrema() == (255, 255) for edge in edges)


@pytest.mark.parametrize("chart", charts_of(overview()), ids=lambda chart: chart.name)
def test_the_alternative_says_the_figures_and_fits_below_a_picture_on_telegram(chart: Chart) -> None:
    figures = [str(count) for bar in chart.bars for count, _ in bar.parts]

    said = chart.alternative.split("60 knelpunten: ")[1].split(". En nog")[0]
    assert re.findall(r"(?<= )\d{1,2}(?=[ ,.]|$)", said) == figures
    assert len(chart.alternative) <= 1024


def test_no_more_bars_are_drawn_than_a_phone_shows_and_the_rest_is_counted() -> None:
    many = of(*(knelpunt(f"KP-2026-{rank:04d}", organisation=f"Gemeente {rank}") for rank in range(14)))

    chart = chart_of(many, "organisatie")

    assert len(chart.bars) == MOST_BARS
    assert chart.note == "En nog 4 andere."
    assert chart.alternative.endswith(chart.note)


def test_where_nobody_joined_there_is_nothing_to_tell_apart() -> None:
    chart = chart_of(
        of(knelpunt(organisation="UWV"), knelpunt("KP-2026-0002", organisation="SVB")), "organisatie"
    )

    assert chart.legend == ()
    assert chart.alternative.endswith("2 knelpunten: SVB 1, UWV 1.")


def test_one_bar_says_nothing() -> None:
    assert charts_of(of(knelpunt())) != ()
    assert [chart.name for chart in charts_of(reported(TODAY))] == []


@pytest.mark.parametrize(
    ("first", "title", "labels"),
    [
        (date(2025, 12, 3), "Gemeld per maand", ["dec", "jan\n2026", "feb", "mrt"]),
        (date(2024, 2, 3), "Gemeld per kwartaal", ["K1\n2024", "K2", "K3", "K4", "K1\n2025"]),
        (date(2019, 2, 3), "Gemeld per jaar", ["2019", "2020", "2021"]),
    ],
)
def test_time_is_counted_in_months_quarters_or_years(first: date, title: str, labels: list[str]) -> None:
    chart = chart_of(reported(first, TODAY), "tijd")

    assert chart.title == title
    assert [bar.label for bar in chart.bars][: len(labels)] == labels
    assert sum(count for bar in chart.bars for count, _ in bar.parts) == 2


@pytest.mark.parametrize("name", ["$\\frac{1}$", "W" * 300, "日本\U0001f600", "a\nb\x00", "$", ""])
def test_any_name_is_drawn(name: str) -> None:
    chart = chart_of(
        of(knelpunt(organisation=name), knelpunt("KP-2026-0002", organisation="UWV")), "organisatie"
    )

    with warnings.catch_warnings():
        warnings.simplefilter("error")
        picture = Image.open(io.BytesIO(draw(chart)))

    assert picture.convert("L").crop((picture.size[0] - 15, 0, *picture.size)).getextrema() == (255, 255)


def test_large_numbers_have_room() -> None:
    chart = chart_of(overview(), "stand")
    bars = tuple(
        replace(bar, parts=((count * 12345, tone),)) for bar in chart.bars for count, tone in bar.parts
    )

    picture = Image.open(io.BytesIO(draw(replace(chart, bars=bars)))).convert("L")

    assert picture.crop((picture.size[0] - 15, 0, *picture.size)).getextrema() == (255, 255)
