"""`wegwijzer chat`: a conversation in the terminal."""

import asyncio
import logging
import sys
from logging.handlers import RotatingFileHandler
from pathlib import Path

from bot.channels.terminal.conversation import talk
from bot.cli.options import IndexOption
from bot.cli.progress import progress_on_stderr
from bot.health.errors import errors_kept
from bot.messages import Reply, paragraph
from bot.observability.log_lines import Lines
from bot.serving import open_service
from bot.settings import Settings, load_settings
from bot.wording import cli as words
from bot.wording.phrases import DUTCH

HELP = words.CHAT

LOG_FILE = "chat.log"
LARGEST_LOG = 2**20
"""Bytes; one older log is kept beside it."""


def chat(index: IndexOption = None) -> None:
    """Converse in the terminal."""
    settings = load_settings()
    if sys.stderr.isatty():
        _log_to(settings.data_dir / LOG_FILE)
    with errors_kept():
        asyncio.run(_chat(settings, index))


def _log_to(path: Path) -> None:
    """Write what goes wrong to a file: on a terminal it would run through the conversation."""
    path.parent.mkdir(parents=True, exist_ok=True)
    file = RotatingFileHandler(path, maxBytes=LARGEST_LOG, backupCount=1, encoding="utf-8", delay=True)
    file.setFormatter(Lines())
    logging.basicConfig(level=logging.WARNING, handlers=[file])


async def _chat(settings: Settings, index: IndexOption) -> None:
    async with open_service(settings, index, progress_on_stderr) as service:
        apology = Reply((paragraph(DUTCH.something_went_wrong),))
        await talk(service.assistant, service.outbox, apology, settings.largest_file, service.settled)
