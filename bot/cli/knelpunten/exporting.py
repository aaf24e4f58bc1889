"""`wegwijzer knelpunten export`: all of them, for a spreadsheet or another program."""

import asyncio
import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from bot.cli.knelpunten.store import open_store
from bot.cli.output import check_output, replace_output
from bot.knelpunten.report import Knelpunt
from bot.settings import load_settings
from bot.storage.knelpunten import Filter
from bot.wording import knelpunten_cli as words

HELP = words.EXPORT


class Format(StrEnum):
    """A form to export in."""

    CSV = "csv"
    XLSX = "xlsx"
    JSON = "json"


def export_knelpunten(
    form: Annotated[Format | None, typer.Option("--format", help=words.FORMAT, case_sensitive=False)] = None,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="FILE", dir_okay=False, help=words.OUTPUT)
    ] = None,
    force: Annotated[bool, typer.Option("--force", help=words.FORCE)] = False,
) -> None:
    """Export everything, the oldest last."""
    form = form or _format_of(output)
    if output is None and form is Format.XLSX and sys.stdout.isatty():
        raise typer.BadParameter(words.OUTPUT_NEEDED)
    if output is not None:
        check_output(output, force=force)
    content = _written(form, asyncio.run(_all()))
    if output is None:
        sys.stdout.buffer.write(content)
        sys.stdout.buffer.flush()
    else:
        replace_output(output, content)


def _format_of(output: Path | None) -> Format:
    suffix = "" if output is None else output.suffix.lower().removeprefix(".")
    return Format(suffix) if suffix in set(Format) else Format.CSV


async def _all() -> tuple[Knelpunt, ...]:
    async with open_store(load_settings()) as store:
        return await store.knelpunten.matching(Filter())


def _written(form: Format, knelpunten: tuple[Knelpunt, ...]) -> bytes:
    match form:
        case Format.CSV:
            from bot.knelpunten.export.csv import export_csv  # noqa: PLC0415

            return export_csv(knelpunten)
        case Format.XLSX:
            # A third of a second to import.
            from bot.knelpunten.export.xlsx import export_xlsx  # noqa: PLC0415

            return export_xlsx(knelpunten)
        case Format.JSON:
            from bot.knelpunten.export.json import export_json  # noqa: PLC0415

            return export_json(knelpunten)
