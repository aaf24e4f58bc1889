"""What these commands read and write."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

from bot.settings import Settings
from bot.storage.database import opened
from bot.storage.knelpunten import Knelpunten
from bot.storage.vectors import KnelpuntVectors


@dataclass(frozen=True, slots=True)
class Store:
    """The knelpunten and what they mean, in an open database."""

    knelpunten: Knelpunten
    vectors: KnelpuntVectors


@asynccontextmanager
async def open_store(settings: Settings) -> AsyncIterator[Store]:
    """Open the database that the settings name, and nothing else, for as long as it is used."""
    async with opened(settings.database) as engine:
        yield Store(Knelpunten(engine), KnelpuntVectors(engine))
