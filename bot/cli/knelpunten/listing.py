"""`wegwijzer knelpunten list`: those that a filter lets through, a line each."""

import asyncio
import json
import sys
from collections.abc import Sequence
from typing import Annotated

import typer
from rich.table import Table
from rich.text import Text

from bot.cli.knelpunten.screen import local_time, print_table
from bot.cli.knelpunten.store import open_store
from bot.knelpunten.export.json import as_object
from bot.knelpunten.report import Cause, Knelpunt, Status
from bot.settings import load_settings
from bot.storage.knelpunten import Filter
from bot.wording import knelpunten_cli as words
from bot.wording.exporting import HEADINGS
from knowledge.normalise import clean

HELP = words.LIST

COLUMNS = {"number": None, "reported_at": None, "status": None, "title": 3, "organisation": 2, "cause": 2}
"""Those of an export that are listed, each with its part of the room that is left; None for what fits."""


def list_knelpunten(
    status: Annotated[Status | None, typer.Option(help=words.STATUS, case_sensitive=False)] = None,
    organisation: Annotated[
        str, typer.Option("--organisatie", metavar="NAAM", help=words.ORGANISATION, show_default=False)
    ] = "",
    cause: Annotated[Cause | None, typer.Option("--oorzaak", help=words.CAUSE, case_sensitive=False)] = None,
    text: Annotated[str, typer.Option("--zoek", metavar="TEKST", help=words.TEXT, show_default=False)] = "",
    as_json: Annotated[bool, typer.Option("--json", help=words.LIST_JSON)] = False,
) -> None:
    """List knelpunten: a table on a terminal, else tab separated values."""
    wanted = Filter(status=status, organisation=organisation, cause=cause, text=text)
    found = asyncio.run(_matching(wanted))
    if not found:
        sys.stderr.write(words.NONE_FOUND + "\n")
    elif as_json:
        for knelpunt in found:
            sys.stdout.write(json.dumps(as_object(knelpunt), ensure_ascii=False) + "\n")
    elif sys.stdout.isatty():
        print_table(_table(found))
    else:
        for knelpunt in found:
            sys.stdout.write("\t".join(_values(knelpunt)) + "\n")


async def _matching(wanted: Filter) -> tuple[Knelpunt, ...]:
    async with open_store(load_settings()) as store:
        return await store.knelpunten.matching(wanted)


def _table(found: Sequence[Knelpunt]) -> Table:
    table = Table(
        box=None,
        expand=True,
        header_style="bold",
        pad_edge=False,
        caption=words.count(len(found)),
        caption_justify="left",
    )
    for column, ratio in COLUMNS.items():
        table.add_column(HEADINGS[column], no_wrap=ratio is None, ratio=ratio, overflow="fold")
    for knelpunt in found:
        table.add_row(*map(Text, _values(knelpunt)))
    return table


def _values(knelpunt: Knelpunt) -> tuple[str, ...]:
    """What stands in the columns, without signs that a terminal or a table would act upon."""
    return (
        knelpunt.number,
        local_time(knelpunt.reported_at)[:10],
        knelpunt.status.value,
        clean(knelpunt.report.title),
        clean(knelpunt.report.organisation),
        clean(knelpunt.report.cause),
    )
