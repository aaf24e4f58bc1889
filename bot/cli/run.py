"""`wegwijzer run`: serve the channels that are set up."""

import asyncio
import logging
from dataclasses import replace
from datetime import timedelta
from functools import partial

from bot.channels.matrix import channel as matrix_channel
from bot.channels.matrix.account_lock import AccountInUse
from bot.channels.matrix.policy import MatrixPolicy
from bot.channels.side_by_side import Serve, serve_side_by_side
from bot.channels.telegram import channel as telegram_channel
from bot.channels.telegram.account import TelegramAccount, Webhook
from bot.channels.telegram.policy import TelegramPolicy
from bot.cli.matrix.account import account_of
from bot.cli.options import IndexOption
from bot.cli.progress import progress_on_stderr
from bot.cli.stopping import end_at_once, serve_until_stopped
from bot.delivery.stopping import Stopping
from bot.health.errors import errors_kept
from bot.messages import Reply, paragraph
from bot.observability.correlation import keep_secret_with
from bot.observability.failure import named
from bot.observability.logs import write_log
from bot.observability.pages import pages_of
from bot.observability.tracing import traces_to
from bot.serving import Service, open_service
from bot.settings import MatrixSettings, Settings, TelegramSettings, load_settings
from bot.wording import cli as words
from bot.wording.phrases import DUTCH

HELP = words.RUN

APOLOGY = Reply((paragraph(DUTCH.something_went_wrong),))

TRIES_EVERY = 0.5
"""Seconds between two tries to have the keys of the Matrix account, which another process has."""

log = logging.getLogger(__name__)


class NoChannel(Exception):
    """No channel is set up."""


def run(index: IndexOption = None) -> None:
    """Serve until stopped."""
    settings = load_settings()
    write_log(settings.observability.log_format)
    if settings.telegram is not None:
        keep_secret_with(settings.telegram.token.get_secret_value())
    if settings.matrix is None and settings.telegram is None:
        raise NoChannel
    endpoint = settings.observability.otlp_endpoint
    with errors_kept(), traces_to(str(endpoint) if endpoint else None):
        was_told = asyncio.run(serve_until_stopped(partial(_run, settings, index)))
    if was_told:
        end_at_once()


async def _run(settings: Settings, index: IndexOption, stopping: Stopping) -> None:
    async with (
        pages_of(settings.observability) as pages,
        open_service(settings, index, progress_on_stderr, shared=True) as opened,
    ):
        service = replace(opened, stopping=stopping)
        pages.watch(service.watched)
        channels: dict[str, Serve] = {}
        if settings.matrix is not None:
            log.info("serving %s on %s", settings.matrix.user_id, settings.matrix.homeserver)
            serve = partial(_serve_matrix, settings, settings.matrix, service)
            channels["matrix"] = partial(service.lead, "matrix", serve)
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
    serve = partial(
        matrix_channel.serve,
        account_of(settings, matrix),
        service.store("matrix"),
        service.assistant,
        APOLOGY,
        policy,
        settings.largest_file,
    )
    while True:
        try:
            return await serve()
        except AccountInUse as error:
            if service.replica is None:
                raise
            # Who led before is not gone yet, or somebody sets the account up.
            log.warning("waiting: %s", error)
        await asyncio.sleep(TRIES_EVERY)


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
        account,
        service.store("telegram"),
        service.assistant,
        APOLOGY,
        policy,
        settings.largest_file,
        partial(service.lead, "telegram"),
    )


def _explained(error: Exception) -> str:
    from bot.wording.errors import explain  # noqa: PLC0415 - it explains the errors of this module too

    return explain(error) or named(error)
