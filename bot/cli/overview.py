"""`wegwijzer overzicht`: how the knelpunten are doing, as one HTML page."""

import asyncio
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from bot.cli.knelpunten.store import open_store
from bot.cli.output import check_output, replace_output
from bot.overview.arguments import PeriodNotUnderstood, read_wanted
from bot.overview.figures import Case, Overview, overview_of
from bot.overview.period import Wanted, day_here
from bot.settings import load_settings
from bot.storage.knelpunten import Filter
from bot.wording import knelpunten_cli
from bot.wording import overview as words
from bot.workflow.routing import theme_of
from bot.workflow.routing_rules import load_rules

HELP = words.COMMAND


def overview(
    period: Annotated[
        list[str] | None, typer.Argument(metavar="PERIODE", help=words.PERIOD, show_default=False)
    ] = None,
    organisation: Annotated[
        str, typer.Option("--organisatie", metavar="NAAM", help=words.ORGANISATION, show_default=False)
    ] = "",
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="FILE", dir_okay=False, help=knelpunten_cli.OUTPUT),
    ] = None,
    force: Annotated[bool, typer.Option("--force", help=knelpunten_cli.FORCE)] = False,
) -> None:
    """Write the page; a period of several words needs no quotes."""
    if output is not None:
        check_output(output, force=force)
    today = day_here(datetime.now(UTC))
    typed = " ".join(period or ())
    wanted = read_wanted(typed, today)
    if wanted.organisation:
        raise PeriodNotUnderstood(typed)
    cases = asyncio.run(_cases())
    counted = overview_of(cases, Wanted(wanted.period, organisation), today)
    if not counted.total:
        sys.stderr.write(knelpunten_cli.NONE_FOUND + "\n")
    page = _page(counted).encode()
    if output is None:
        sys.stdout.buffer.write(page)
        sys.stdout.buffer.flush()
    else:
        replace_output(output, page)


async def _cases() -> list[Case]:
    settings = load_settings()
    rules = load_rules(settings.workflow.routing)
    async with open_store(settings) as store:
        found = await store.knelpunten.with_histories(Filter())
    return [Case(knelpunt, events, theme_of(knelpunt.report, rules)) for knelpunt, events in found]


def _page(counted: Overview) -> str:
    # Matplotlib takes half a second to import, and people wait for a wrong period to be named.
    from bot.overview.charts import charts_of  # noqa: PLC0415
    from bot.overview.drawing import draw  # noqa: PLC0415
    from bot.overview.html_report import html_report  # noqa: PLC0415

    return html_report(counted, [(chart, draw(chart)) for chart in charts_of(counted)])
