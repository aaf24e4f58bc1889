"""`wegwijzer run`: serve the channels that are set up."""

import asyncio
import logging

from bot.channels.matrix.account import MatrixAccount
from bot.channels.matrix.channel import serve
from bot.cli.options import IndexOption
from bot.cli.progress import progress_on_stderr
from bot.messages import Reply, paragraph
from bot.serving import open_service
from bot.settings import MatrixSettings, Settings, load_settings
from bot.wording import cli as words
from bot.wording.phrases import DUTCH

HELP = words.RUN

log = logging.getLogger(__name__)


class NoChannel(Exception):
    """No channel is set up."""


def run(index: IndexOption = None) -> None:
    """Serve until stopped."""
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s %(message)s")
    # At INFO nio logs every event of every room.
    logging.getLogger("nio").setLevel(logging.WARNING)
    settings = load_settings()
    if settings.matrix is None:
        raise NoChannel
    asyncio.run(_run(settings, settings.matrix, index))


async def _run(settings: Settings, matrix: MatrixSettings, index: IndexOption) -> None:
    async with open_service(settings, index, progress_on_stderr) as service:
        log.info("serving %s on %s", matrix.user_id, matrix.homeserver)
        await serve(
            MatrixAccount(**dict(matrix), data_dir=settings.data_dir),
            service.inbox("matrix"),
            service.outbox,
            service.assistant,
            Reply((paragraph(DUTCH.something_went_wrong),)),
            settings.largest_attachment,
        )
