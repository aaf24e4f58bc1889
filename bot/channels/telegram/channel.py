"""The Telegram channel: everything from connecting to the last reply."""

import asyncio

from telegram import Bot

from bot.channels.outbox import keep_drained
from bot.channels.replies import Replies
from bot.channels.store import ChannelStore
from bot.channels.telegram.account import TelegramAccount, Webhook
from bot.channels.telegram.admission import Admission
from bot.channels.telegram.chat_actions import typing
from bot.channels.telegram.client import connected
from bot.channels.telegram.continuing import Continuing
from bot.channels.telegram.journal import open_journal
from bot.channels.telegram.menu import show_menu
from bot.channels.telegram.message_numbers import REMEMBERED, MessageNumbers
from bot.channels.telegram.moved_groups import MovedGroups
from bot.channels.telegram.place import Place
from bot.channels.telegram.policy import TelegramPolicy
from bot.channels.telegram.polling import poll
from bot.channels.telegram.presses import Presses
from bot.channels.telegram.reading import Reading
from bot.channels.telegram.replying import Replying
from bot.channels.telegram.sending_once import SendingOnce
from bot.channels.telegram.under_way import UnderWayMessages
from bot.channels.telegram.webhook import listen
from bot.delivery import Delivery
from bot.messages import Incoming, Reply
from bot.supervision import supervised


async def serve(
    account: TelegramAccount,
    store: ChannelStore,
    assistant: Replies,
    apology: Reply,
    policy: TelegramPolicy,
    largest_file: int,
) -> None:
    """Answer people on Telegram until cancelled.

    Args:
        account: the bot to be.
        store: what is kept from one start to the next.
        assistant: makes the replies.
        apology: said when it cannot.
        policy: who is answered.
        largest_file: bytes; a larger file is not fetched.

    Raises:
        OSError: the port of the webhook cannot be listened on.
        TokenRefused: Telegram does not know the token.
    """
    async with (
        open_journal(account.journal, store.answers) as journal,
        connected(account) as bot,
        supervised() as tasks,
    ):
        presses = Presses(bot, store.answers)
        groups = MovedGroups(account.moved_groups, policy.allowed_groups)
        numbers = MessageNumbers(bot.id)
        for event in await store.answers.newest_events("telegram", REMEMBERED):
            numbers.know(event)
        sending = SendingOnce(bot, journal, UnderWayMessages(account.under_way), numbers, groups)
        replying = Replying(
            bot,
            assistant,
            store.answers,
            journal,
            sending,
            presses,
            Continuing(bot, store.continuations),
            policy,
            largest_file,
        )
        news = asyncio.Event()

        async def handle(incoming: Incoming) -> tuple[Reply, ...]:
            async with typing(bot, Place.parse(incoming.conversation)):
                replies = await replying.handle(incoming)
            # What the assistant does may be news to others.
            news.set()
            return replies

        delivery = Delivery(store.inbox, handle, replying.send, apology)
        admission = Admission(bot, policy, groups, tasks)
        reading = Reading(
            bot,
            admission,
            assistant.is_addressed,
            delivery.receive,
            store.answers,
            store.moving,
            groups,
            numbers,
        )
        tasks.create_task(show_menu(bot))
        caught_up = asyncio.Event()
        tasks.create_task(_follow(bot, account.webhook, reading, caught_up))
        # What was said meanwhile shows which numbers are given: nothing is sent before that.
        await caught_up.wait()
        tasks.create_task(keep_drained(store.outbox, "telegram", replying.send_unasked, news))
        await delivery.run()


async def _follow(bot: Bot, webhook: Webhook | None, reading: Reading, caught_up: asyncio.Event) -> None:
    if webhook is not None:
        await listen(bot, webhook, reading.take_in, caught_up)
    else:
        await poll(bot, reading.take_in, caught_up)
