"""What these commands work with: the same as the commands in chat, on the same database and index."""

import getpass
from collections.abc import AsyncIterator, Iterable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime

from bot.assembly.generations import generations_of
from bot.commands.command import Name
from bot.commands.documents import Documents
from bot.commands.done import Done
from bot.library.adding.adding import Adding
from bot.library.catalogue import Catalogue
from bot.messages import Incoming
from bot.settings import Settings
from bot.storage.database import opened
from bot.storage.library import Library
from index.generations import NoIndexError
from knowledge.passage import Passage

HERE = "terminal:terminal"
"""Where commands are typed, as `Terms.rooms` names it: "deze kamer" is a conversation in the terminal."""


@dataclass(frozen=True, slots=True)
class OnDisk:
    """The index that the assistant answers from, read without what questions are answered with.

    Attributes:
        generation: its number, or 0 where there is none yet.
        passages: all of it.
        versions: those that it holds of what was added, by name.
    """

    generation: int
    passages: Iterable[Passage]
    versions: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Store:
    """What these commands work with.

    Attributes:
        library: what was added.
        catalogue: all documents.
        adding: shows what files would become.
        commands: those in chat.
    """

    library: Library
    catalogue: Catalogue
    adding: Adding
    commands: Documents

    async def carry_out(self, name: Name, argument: str) -> Done:
        """Carry out a command as it is typed in chat."""
        return await self.commands.carry_out(name, argument, typed_here(), datetime.now(UTC))


@asynccontextmanager
async def open_store(settings: Settings) -> AsyncIterator[Store]:
    """Open the database and the index that the settings name, for as long as they are used."""
    async with opened(settings.database) as engine:
        library = Library(engine)
        catalogue = Catalogue(_on_disk(settings), library, settings.documents)
        adding = Adding(catalogue, settings.knowledge)
        yield Store(library, catalogue, adding, Documents(catalogue, adding))


def typed_here() -> Incoming:
    """Give a message as it would be typed in a conversation in the terminal."""
    return Incoming(
        channel="terminal",
        conversation="terminal",
        sender=getpass.getuser(),
        event="",
        text="",
        direct=True,
        addressed=True,
        sent_at=datetime.now(UTC),
    )


def _on_disk(settings: Settings) -> OnDisk:
    generations = generations_of(settings)
    try:
        generation = generations.current()
    except NoIndexError:
        return OnDisk(0, (), {})
    return OnDisk(generation.number, generations.open(generation), generation.manifest.versions)
