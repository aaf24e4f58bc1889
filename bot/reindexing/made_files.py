"""The documents that are made from the database, as files."""

import asyncio

from bot.lessons.folder import agreed_lessons, keep_files
from bot.library.folder import keep_library
from bot.settings import Settings
from bot.storage.knelpunten import Knelpunten
from bot.storage.library import Library


async def keep_made_files(settings: Settings, knelpunten: Knelpunten, library: Library) -> None:
    """Write what was learned, and what admins added and withdrew, where it is indexed from.

    Args:
        settings: name the folders.
        knelpunten: what was learned from them.
        library: what was added and withdrawn.
    """
    await asyncio.to_thread(keep_files, settings.lessons_dir, await agreed_lessons(knelpunten))
    await keep_library(settings.library_dir, library)
