"""`wegwijzer vragen list`: the questions that got no good answer, a line each."""

import asyncio
import json
import sys
from dataclasses import asdict
from typing import Annotated, Any

import typer

from bot.cli.gaps.store import open_store
from bot.gaps.finding import FoundGaps
from bot.gaps.gap import Gap
from bot.wording import gaps_cli as words
from bot.wording.gaps import MORE, entry

HELP = words.LIST


def list_gaps(as_json: Annotated[bool, typer.Option("--json", help=words.LIST_JSON)] = False) -> None:
    """List the open gaps, those that are asked most first."""
    found = asyncio.run(_all())
    gaps = [gap for gap in found.gaps if gap.is_open]
    if not gaps:
        sys.stderr.write(words.NONE + "\n")
    if found.is_part:
        sys.stderr.write(MORE + "\n")
    for gap in gaps:
        line = json.dumps(as_object(gap), ensure_ascii=False) if as_json else f"{gap.id}  {entry(gap)}"
        sys.stdout.write(line + "\n")


def as_object(gap: Gap) -> dict[str, Any]:
    """Give a gap as it is written as JSON."""
    return asdict(gap) | {"last": gap.last.isoformat(), "ways": dict(gap.ways), "count": gap.count}


async def _all() -> FoundGaps:
    async with open_store() as store:
        return await store.gaps()
