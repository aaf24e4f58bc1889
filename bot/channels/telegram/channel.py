"""The Telegram channel: everything from connecting to the last reply."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from functools import partial

from telegram import Bot

from bot.channels.replies import Replies
from bot.channels.store import ChannelStore
from bot.channels.telegram.account import TelegramAccount
from bot.channels.telegram.admission import Admission
from bot.channels.telegram.client import connected
from bot.channels.telegram.message_numbers import MessageNumbers
from bot.channels.telegram.moved_groups import MovedGroups
from bot.channels.telegram.policy import TelegramPolicy
from bot.channels.telegram.polling import poll
from bot.channels.telegram.reading import Reading
from bot.channels.telegram.reassuring import TellingItTakesLong
from bot.channels.telegram.speaking import Speaking
from bot.channels.telegram.under_way import UnderWayMessages
from bot.channels.telegram.webhook import listen
from bot.delivery.reassuring import Reassuring
from bot.messages import Incoming, Reply
from bot.supervision import supervised

Lead = Callable[[Callable[[], Awaitable[None]]], Awaitable[None]]
"""Does something once no other process does it, and ends when that ends."""


async def at_once(do: Callable[[], Awaitable[None]]) -> None:
    """Do something without asking whether another process does: there is none."""
    await do()


async def serve(  # noqa: PLR0913, PLR0917 - what it works with
    account: TelegramAccount,
    store: ChannelStore,
    assistant: Replies,
    apology: Reply,
    policy: TelegramPolicy,
    largest_file: int,
    lead: Lead = at_once,
) -> None:
    """Answer people on Telegram until cancelled.

    Of several processes one asks for updates and speaks; each listens to the webhook, if there is one.

    Args:
        account: the bot to be.
        store: what is kept from one start to the next.
        assistant: makes the replies.
        apology: said when it cannot.
        policy: who is answered.
        largest_file: bytes; a larger file is not fetched.
        lead: does what one process does at a time, once that is this one.

    Raises:
        OSError: the port of the webhook cannot be listened on.
        TokenRefused: Telegram does not know the token.
    """
    async with connected(account) as bot, supervised() as tasks:
        groups = MovedGroups(account.moved_groups, policy.allowed_groups)
        numbers = MessageNumbers(bot.id)
        under_way = UnderWayMessages(account.under_way)
        reassuring = Reassuring(TellingItTakesLong(bot, under_way, numbers, groups).tell)

        async def receive(messages: Sequence[Incoming], position: str | None) -> None:
            async with reassuring.while_kept(messages):
                await store.inbox.receive(messages, position)

        reading = Reading(
            bot,
            Admission(bot, policy, groups, tasks),
            assistant.is_addressed,
            receive,
            store.answers,
            store.moving,
            groups,
            numbers,
        )
        speaking = Speaking(
            bot=bot,
            account=account,
            store=store,
            assistant=assistant,
            apology=apology,
            policy=policy,
            largest_file=largest_file,
            numbers=numbers,
            groups=groups,
            under_way=under_way,
            reassuring=reassuring,
        )
        if account.webhook is None:
            await lead(partial(_ask_and_speak, bot, reading, speaking))
        else:
            listening = asyncio.Event()
            tasks.create_task(listen(bot, account.webhook, reading.take_in, listening))
            await lead(partial(speaking.run, listening))


async def _ask_and_speak(bot: Bot, reading: Reading, speaking: Speaking) -> None:
    caught_up = asyncio.Event()
    async with supervised() as tasks:
        tasks.create_task(poll(bot, reading.take_in, caught_up))
        await speaking.run(caught_up)
