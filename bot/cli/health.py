"""`wegwijzer gezondheid`: how the assistant is, as far as another process can see."""

import asyncio
import sys
from datetime import UTC, datetime
from functools import partial
from typing import Annotated

import typer

from bot.assembly.generations import generations_of
from bot.health.checking import Health, HealthCheck
from bot.health.export import as_json as write_json
from bot.health.index_health import serving_index
from bot.health.reply import health_reply
from bot.rendering.plain import render
from bot.settings import load_settings
from bot.storage.database import opened
from bot.storage.health import DatabaseHealth
from bot.storage.index_jobs import IndexJobs
from bot.wording import health as words

HELP = words.COMMAND


def health(as_json: Annotated[bool, typer.Option("--json", help=words.AS_JSON)] = False) -> None:
    """Print how the assistant is."""
    now = datetime.now(UTC)
    found = asyncio.run(_health(now))
    sys.stdout.write((write_json(found, now) if as_json else render(health_reply(found, now))) + "\n")


async def _health(now: datetime) -> Health:
    settings = load_settings()
    async with opened(settings.database) as engine:
        database, jobs = DatabaseHealth(engine), IndexJobs(engine)
        index = partial(serving_index, generations_of(settings))
        return await HealthCheck(database, jobs, settings.data_dir, index).check(now)
