"""`wegwijzer knelpunten import`: take in what was reported elsewhere."""

import asyncio
import sys
from collections.abc import Sequence
from contextlib import AbstractContextManager, nullcontext
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, BinaryIO

import typer

from bot.cli.knelpunten.store import open_store
from bot.knelpunten.import_privacy import without_personal_data
from bot.knelpunten.imported import Imported
from bot.knelpunten.importing import BadLine, read_lines, to_report
from bot.settings import load_settings
from bot.storage.importing import Counts
from bot.wording import knelpunten_cli as words
from bot.wording.importing import left_out, problem
from knowledge.normalise import clean

HELP = words.IMPORT

STDIN = Path("-")


class NothingImportable(Exception):
    """No line of an import can be used.

    Attributes:
        lines: how many there are.
    """

    def __init__(self, lines: int) -> None:
        super().__init__(f"none of {lines} lines can be used")
        self.lines = lines


def import_knelpunten(
    file: Annotated[Path, typer.Argument(metavar="FILE", help=words.IMPORT_FILE)],
) -> None:
    """Take in the lines that can be used, without personal data, and name the others."""
    good: list[Imported] = []
    bad = blackened = 0
    with _open(file) as stream:
        for row in read_lines(stream):
            if isinstance(row, BadLine):
                sys.stderr.write(problem(row) + "\n")
                bad += 1
                continue
            report, kinds = without_personal_data(to_report(row))
            if kinds:
                sys.stderr.write(left_out(row.id, kinds) + "\n")
                blackened += 1
            good.append(Imported(imported_as=row.id, report=report, severity=clean(row.severity)))
    if bad and not good:
        raise NothingImportable(bad)
    counts = asyncio.run(_keep(good))
    sys.stdout.write(words.imported(counts.added, counts.known, bad, blackened) + "\n")


def _open(file: Path) -> AbstractContextManager[BinaryIO]:
    return nullcontext(sys.stdin.buffer) if file == STDIN else file.open("rb")


async def _keep(rows: Sequence[Imported]) -> Counts:
    async with open_store(load_settings()) as store:
        return await store.knelpunten.import_many(rows, datetime.now(UTC))
