"""Drawing the charts, for the width of a phone.

Importing this takes half a second and drawing a tenth each: do both in a thread.
"""

import io
import threading
from dataclasses import dataclass
from functools import cache

from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties, findfont, get_font
from matplotlib.patches import Rectangle
from matplotlib.text import Text

from bot.overview.charts import Bar, Chart, Tone

# A phone is some 390 points wide: what is a point here is about one there, and three pixels.
WIDTH = 390
PIXELS_PER_POINT = 3
POINTS_PER_INCH = 72

MARGIN = 16
BAR = 18
ROW = 50
GAP = 6
COLUMNS_HEIGHT = 210

FONT = "DejaVu Sans"
INK, FAINT = "#1a1a1a", "#595959"
# Okabe and Ito's colours, which colour-blind people can tell apart; grey for what is set aside.
COLOURS = {
    Tone.GOES_ON: "#0072B2",
    Tone.SOLVED: "#009E73",
    Tone.CLOSED: "#D55E00",
    Tone.ASIDE: "#C0C0C0",
    Tone.ADDED: "#E69F00",
}


@dataclass(frozen=True, slots=True)
class Lettering:
    """How words look: their size in points, colour and weight, and whether they stand around their place."""

    size: int
    colour: str = INK
    weight: str = "normal"
    centred: bool = False


TITLE = Lettering(19, weight="bold")
NOTE = Lettering(14, FAINT)
LABEL = Lettering(15)
COUNT = Lettering(15, weight="bold")
COUNT_ABOVE = Lettering(15, weight="bold", centred=True)
MONTH = Lettering(13, centred=True)


_one_at_a_time = threading.Lock()
"""Matplotlib does not say that it can draw in two threads at once."""


def draw(chart: Chart) -> bytes:
    """Draw a chart as PNG, in the colours and letters that a phone shows well."""
    with _one_at_a_time:
        return _draw(chart)


def _draw(chart: Chart) -> bytes:
    head = MARGIN + 52 + (26 if chart.legend else 0)
    body = COLUMNS_HEIGHT + 50 if chart.upright else ROW * len(chart.bars)
    height = head + body + (24 if chart.note else 0) + MARGIN
    size = (WIDTH / POINTS_PER_INCH, height / POINTS_PER_INCH)
    figure = Figure(figsize=size, dpi=POINTS_PER_INCH * PIXELS_PER_POINT, facecolor="white")
    FigureCanvasAgg(figure)
    # One unit is a point, counted from the top left.
    axes = figure.add_axes((0, 0, 1, 1), xlim=(0, WIDTH), ylim=(height, 0))
    axes.set_axis_off()
    _head(axes, chart)
    (_draw_upright if chart.upright else _draw_lying)(axes, chart, head)
    if chart.note:
        _text(axes, MARGIN, height - MARGIN, chart.note, NOTE)
    written = io.BytesIO()
    figure.savefig(written, format="png")
    return written.getvalue()


def _head(axes: Axes, chart: Chart) -> None:
    _text(axes, MARGIN, MARGIN + 16, chart.title, TITLE)
    _text(axes, MARGIN, MARGIN + 38, chart.subtitle, NOTE)
    left = float(MARGIN)
    for label, tone in chart.legend:
        axes.add_patch(_block(left, MARGIN + 50, 13, 13, tone))
        written = _text(axes, left + 18, MARGIN + 62, label, LABEL)
        left += 18 + _width(written) + 18


def _draw_lying(axes: Axes, chart: Chart, top: float) -> None:
    numbers = [
        _text(axes, 0, top + row * ROW + 36, _number(bar), COUNT) for row, bar in enumerate(chart.bars)
    ]
    room = WIDTH - 2 * MARGIN - GAP - max(map(_width, numbers))
    most = _most(chart)
    for row, (bar, number) in enumerate(zip(chart.bars, numbers, strict=True)):
        y = top + row * ROW
        _text(axes, MARGIN, y + 16, bar.label, LABEL)
        left = float(MARGIN)
        for count, tone in bar.parts:
            axes.add_patch(_block(left, y + 22, room * count / most, BAR, tone))
            left += room * count / most
        number.set_x(left + GAP)


def _draw_upright(axes: Axes, chart: Chart, top: float) -> None:
    width = (WIDTH - 2 * MARGIN) / len(chart.bars)
    floor = top + COLUMNS_HEIGHT
    most = _most(chart)
    for column, bar in enumerate(chart.bars):
        (count, tone), *_ = bar.parts
        middle = MARGIN + (column + 0.5) * width
        height = (COLUMNS_HEIGHT - 24) * count / most
        thick = min(width * 0.72, 60)
        axes.add_patch(_block(middle - thick / 2, floor - height, thick, height, tone))
        _text(axes, middle, floor - height - 5, str(count), COUNT_ABOVE)
        for line, label in enumerate(bar.label.split("\n")):
            _text(axes, middle, floor + 18 + 17 * line, label, MONTH)
    axes.plot([MARGIN, WIDTH - MARGIN], [floor, floor], color=FAINT, linewidth=1)


def _most(chart: Chart) -> int:
    return max(1, *(sum(count for count, _ in bar.parts) for bar in chart.bars))


def _number(bar: Bar) -> str:
    return " + ".join(str(count) for place, (count, _) in enumerate(bar.parts) if count or not place)


def _block(left: float, top: float, width: float, height: float, tone: Tone) -> Rectangle:
    return Rectangle((left, top), width, height, facecolor=COLOURS[tone], edgecolor=INK, linewidth=0.6)


def _text(axes: Axes, x: float, y: float, text: str, lettering: Lettering) -> Text:
    """Write a line on its base line, as much of it as there is room for."""
    written = axes.text(
        x,
        y,
        _drawable(text),
        size=lettering.size,
        color=lettering.colour,
        weight=lettering.weight,
        family=FONT,
        ha="center" if lettering.centred else "left",
        va="baseline",
        # What stands between two dollar signs is no formula.
        parse_math=False,
    )
    if not lettering.centred:
        while x + _width(written) > WIDTH - MARGIN / 2 and len(written.get_text()) > 1:
            written.set_text(f"{written.get_text()[:-2].rstrip()}…")
    return written


def _width(text: Text) -> float:
    """In points."""
    return text.get_window_extent().width / PIXELS_PER_POINT


def _drawable(text: str) -> str:
    known = _known_characters()
    return "".join(sign if ord(sign) in known else "\N{REPLACEMENT CHARACTER}" for sign in text)


@cache
def _known_characters() -> frozenset[int]:
    """Those of the font, which comes with matplotlib."""
    return frozenset(get_font(findfont(FontProperties(family=FONT))).get_charmap())
