"""What comes of a command is said, kept, and followed by the index: here, while one waits for it."""

import sys
from dataclasses import replace
from datetime import UTC, datetime

from bot.channels.terminal.files import write_anew
from bot.cli.documents.store import Store
from bot.cli.reindex import reindex
from bot.commands.done import Done
from bot.library.actions import AddDocuments, BringBackDocument, SetTerms, WithdrawDocument
from bot.library.folder import keep_library
from bot.messages import Reply
from bot.rendering.plain import render
from bot.settings import Settings
from bot.wording import terminal as words

ABOUT_DOCUMENTS = AddDocuments | WithdrawDocument | BringBackDocument | SetTerms


async def say(reply: Reply) -> None:
    """Write a reply, without what could be chosen in chat, and its files in the current folder."""
    sys.stdout.write(render(replace(reply, choices=())) + "\n")
    for file in reply.files:
        path = await write_anew(file)
        sys.stdout.write(words.FILE_WRITTEN.format(path=path) + "\n")


async def keep(done: Done, store: Store, settings: Settings) -> bool:
    """Do what comes of a command, if anything; tell whether the index has to follow."""
    if not isinstance(done.action, ABOUT_DOCUMENTS):
        return False
    await store.library.change(done.action, datetime.now(UTC))
    await keep_library(settings.library_dir, store.library)
    return not isinstance(done.action, SetTerms)


def follow() -> None:
    """Make the index follow; says how far it is, and what came of it."""
    sys.stdout.flush()
    reindex()
