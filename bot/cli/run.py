"""`wegwijzer run`: serve the channels that are set up."""

import asyncio
import logging
from datetime import timedelta
from functools import partial

from bot.channels.matrix import channel as matrix_channel
from bot.channels.matrix.policy import MatrixPolicy
from bot.channels.side_by_side import Serve, serve_side_by_side
from bot.channels.telegram import channel as telegram_channel
from bot.channels.telegram.account import TelegramAccount, Webhook
from bot.channels.telegram.policy import TelegramPolicy
from bot.cli.matrix.account import account_of
from bot.cli.options import IndexOption
from bot.cli.progress import progress_on_stderr
from bot.health.errors import errors_kept
from bot.messages import Reply, paragraph
from bot.serving import Service, open_service
from bot.settings import MatrixSettings, Settings, TelegramSettings, load_settings
from bot.wording import cli as words
from bot.wording.phrases import DUTCH

HELP = words.RUN

APOLOGY = Reply((paragraph(DUTCH.something_went_wrong),))

log = logging.getLogger(__name__)


class NoChannel(Exception):
    """No channel is set up."""


def run(index: IndexOption = None) -> None:
    """Serve until stopped."""
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s %(message)s")
    # At INFO nio logs every event of every room, and httpx every address: those of Telegram hold the token.
    for name in ("nio", "httpx"):
        logging.getLogger(name).setLevel(logging.WARNING)
    settings = load_settings()
    if settings.matrix is None and settings.telegram is None:
        raise NoChannel
    with errors_kept():
        asyncio.run(_run(settings, index))


async def _run(settings: Settings, index: IndexOption) -> None:
    async with open_service(settings, index, progress_on_stderr) as service:
        channels: dict[str, Serve] = {}
        if settings.matrix is not None:
            log.info("serving %s on %s", settings.matrix.user_id, settings.matrix.homeserver)
            channels["matrix"] = partial(_serve_matrix, settings, settings.matrix, service)
        if settings.telegram is not None:
            log.info("serving on %s", settings.telegram.api_url)
            channels["telegram"] = partial(_serve_telegram, settings, settings.telegram, service)
        await serve_side_by_side(channels, _explained)


async def _serve_matrix(settings: Settings, matrix: MatrixSettings, service: Service) -> None:
    policy = MatrixPolicy(
        answer_within=timedelta(hours=matrix.answer_within_hours),
        invites_from=frozenset(matrix.invites_from),
        ignored_users=frozenset(matrix.ignored_users),
    )
    await matrix_channel.serve(
        account_of(settings, matrix),
        service.store("matrix"),
        service.assistant,
        APOLOGY,
        policy,
        settings.largest_file,
    )


async def _serve_telegram(settings: Settings, telegram: TelegramSettings, service: Service) -> None:
    account = TelegramAccount(
        token=telegram.token,
        data_dir=settings.data_dir,
        api=telegram.api_url,
        webhook=Webhook(url=telegram.webhook_url, port=telegram.webhook_port)
        if telegram.webhook_url
        else None,
    )
    policy = TelegramPolicy(
        allowed_users=frozenset(telegram.allowed_users), allowed_groups=frozenset(telegram.allowed_groups)
    )
    await telegram_channel.serve(
        account, service.store("telegram"), service.assistant, APOLOGY, policy, settings.largest_file
    )


def _explained(error: Exception) -> str:
    from bot.wording.errors import explain  # noqa: PLC0415 - it explains the errors of this module too

    return explain(error) or str(error)
