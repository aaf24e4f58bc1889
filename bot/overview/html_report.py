"""An overview as one HTML page, with everything in it."""

from base64 import b64encode
from collections.abc import Sequence
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from bot.overview.charts import Chart
from bot.overview.figures import Overview
from bot.text import clean
from bot.wording import overview as words
from bot.wording.dates import readable_date
from bot.wording.phrases import Language

_TEMPLATES = Environment(
    loader=FileSystemLoader(Path(__file__).parent),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
_TEMPLATES.filters["clean"] = clean


def html_report(overview: Overview, drawn: Sequence[tuple[Chart, bytes]]) -> str:
    """Write the page; it fetches nothing, and nothing that a person wrote becomes markup.

    Args:
        overview: the figures, which stand in tables.
        drawn: its charts, each with the picture as PNG.
    """
    pictures = {
        chart.name: {"alternative": chart.alternative, "content": b64encode(png).decode("ascii")}
        for chart, png in drawn
    }
    return _TEMPLATES.get_template("report.html.jinja").render(
        overview=overview,
        pictures=pictures,
        words=words,
        scope=clean(words.scope(overview.wanted)),
        made_on=readable_date(overview.made_on.isoformat(), Language.DUTCH),
    )
