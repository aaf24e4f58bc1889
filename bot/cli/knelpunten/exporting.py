"""`wegwijzer knelpunten export`: all of them, for a spreadsheet or another program."""

import asyncio
import sys
from enum import StrEnum
from errno import ENOENT
from os import strerror
from pathlib import Path
from typing import Annotated

import typer

from bot.cli.knelpunten.store import open_store
from bot.knelpunten.report import Knelpunt
from bot.settings import load_settings
from bot.storage.knelpunten import Filter
from bot.wording import knelpunten_cli as words
from index.durable import sync

HELP = words.EXPORT


class Format(StrEnum):
    """A form to export in."""

    CSV = "csv"
    XLSX = "xlsx"
    JSON = "json"


class OutputExists(Exception):
    """What should be written is there already.

    Attributes:
        path: the file.
        replaceable: it is a file, that can be replaced if somebody says so.
    """

    def __init__(self, path: Path, *, replaceable: bool) -> None:
        super().__init__(str(path))
        self.path = path
        self.replaceable = replaceable


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
        _check(output, force=force)
    content = _written(form, asyncio.run(_all()))
    if output is None:
        sys.stdout.buffer.write(content)
        sys.stdout.buffer.flush()
    else:
        _replace(output.resolve(), content)


def _format_of(output: Path | None) -> Format:
    suffix = "" if output is None else output.suffix.lower().removeprefix(".")
    return Format(suffix) if suffix in set(Format) else Format.CSV


def _check(output: Path, *, force: bool) -> None:
    if output.exists() and not (force and output.is_file()):
        raise OutputExists(output, replaceable=output.is_file())
    if not output.resolve().parent.is_dir():
        raise FileNotFoundError(ENOENT, strerror(ENOENT), str(output.parent))


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


def _replace(path: Path, content: bytes) -> None:
    unfinished = path.with_name(f".{path.name}.new")
    try:
        unfinished.write_bytes(content)
        sync(unfinished)
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)
    sync(path.parent)
