"""`wegwijzer knelpunten show`: one of them whole, with what happened to it."""

import asyncio
import json
import sys
from collections.abc import Iterator, Sequence
from typing import Annotated, Any

import typer
from rich.table import Table
from rich.text import Text

from bot.cli.knelpunten.screen import local_time, print_table
from bot.cli.knelpunten.store import open_store
from bot.knelpunten.export.json import as_object
from bot.knelpunten.export.table import COLUMNS, rows
from bot.knelpunten.history import Event
from bot.knelpunten.number import find_number
from bot.knelpunten.report import Knelpunt
from bot.settings import load_settings
from bot.text import clean_lines
from bot.wording import knelpunten_cli as words
from bot.wording.exporting import HEADINGS

HELP = words.SHOW


class KnelpuntUnknown(Exception):
    """There is no such knelpunt.

    Attributes:
        number: its number as it was given.
        is_number: it is a number of a knelpunt, but of none that is kept.
    """

    def __init__(self, number: str, *, is_number: bool) -> None:
        super().__init__(number)
        self.number = number
        self.is_number = is_number


def show_knelpunt(
    number: Annotated[list[str], typer.Argument(metavar="NUMMER", help=words.NUMBER)],
    as_json: Annotated[bool, typer.Option("--json", help=words.SHOW_JSON)] = False,
) -> None:
    """Show a knelpunt; a number with spaces needs no quotes."""
    knelpunt, history = asyncio.run(_find(" ".join(number)))
    if as_json:
        whole = as_object(knelpunt) | {"history": [_event(event) for event in history]}
        sys.stdout.write(json.dumps(whole, ensure_ascii=False) + "\n")
    else:
        print_table(_table(knelpunt, history))


async def _find(typed: str) -> tuple[Knelpunt, tuple[Event, ...]]:
    number = find_number(typed) or find_number(f"KP-{typed}")
    if number is None:
        raise KnelpuntUnknown(typed, is_number=False)
    async with open_store(load_settings()) as store:
        knelpunt = await store.knelpunten.find(number)
        if knelpunt is None:
            raise KnelpuntUnknown(number, is_number=True)
        return knelpunt, await store.knelpunten.history(number)


def _event(event: Event) -> dict[str, Any]:
    by = None if event.by is None else event.by.value
    return {"at": event.at.isoformat(), "kind": event.kind.value, "by": by, "data": dict(event.data)}


def _table(knelpunt: Knelpunt, history: Sequence[Event]) -> Table:
    table = Table.grid(padding=(0, 2))
    table.add_column(no_wrap=True, style="bold")
    table.add_column()
    for label, value in _fields(knelpunt):
        table.add_row(Text(label), Text(clean_lines(value)))
    table.add_row()
    table.add_row(Text(words.HISTORY))
    for event in history:
        table.add_row(Text(local_time(event.at), style="not bold"), Text(clean_lines(words.event(event))))
    return table


def _fields(knelpunt: Knelpunt) -> Iterator[tuple[str, str]]:
    """The headings and values of an export that say something; moments in Dutch time."""
    (values,) = rows([knelpunt])
    for column, value in zip(COLUMNS, values, strict=True):
        shown = local_time(knelpunt.reported_at) if column == "reported_at" else str(value)
        if shown:
            yield HEADINGS[column], shown
