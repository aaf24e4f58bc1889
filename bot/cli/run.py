"""`wegwijzer run`: serve the channels that are set up."""

import asyncio
import logging
from datetime import timedelta

from bot.channels.matrix.account import MatrixAccount
from bot.channels.matrix.channel import serve
from bot.channels.matrix.policy import MatrixPolicy
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
            _account(settings, matrix),
            service.store("matrix"),
            service.assistant,
            Reply((paragraph(DUTCH.something_went_wrong),)),
            _policy(matrix),
            settings.largest_attachment,
        )


def _account(settings: Settings, matrix: MatrixSettings) -> MatrixAccount:
    return MatrixAccount(
        homeserver=matrix.homeserver,
        user_id=matrix.user_id,
        password=matrix.password,
        access_token=matrix.access_token,
        device_id=matrix.device_id,
        data_dir=settings.data_dir,
    )


def _policy(matrix: MatrixSettings) -> MatrixPolicy:
    return MatrixPolicy(
        answer_within=timedelta(hours=matrix.answer_within_hours),
        invites_from=frozenset(matrix.invites_from),
        ignored_users=frozenset(matrix.ignored_users),
    )
