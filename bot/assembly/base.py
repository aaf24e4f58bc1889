"""What the parts of the assistant are put together on."""

from dataclasses import dataclass

from sqlalchemy.ext.asyncio import AsyncEngine

from bot.dialogue import Dialogue
from bot.reindexing.under_way import UnderWay
from bot.settings import Settings
from index.embedding.embedder import Embedder


@dataclass(frozen=True, slots=True)
class Base:
    """What the parts of the assistant are put together on.

    Attributes:
        dialogue: answers questions from documents.
        embedder: the model.
        engine: the database, open.
        settings: what can be set.
        under_way: the work on the index; None where the index is one that is not changed here.
    """

    dialogue: Dialogue
    embedder: Embedder
    engine: AsyncEngine
    settings: Settings
    under_way: UnderWay | None = None
