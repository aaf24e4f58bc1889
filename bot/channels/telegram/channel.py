"""The Telegram channel: everything from connecting to the last reply."""

import asyncio

from telegram import Bot

from bot.channels.outbox import Outgoing, keep_drained
from bot.channels.replies import Replies
from bot.channels.store import ChannelStore
from bot.channels.telegram.account import TelegramAccount, Webhook
from bot.channels.telegram.admission import Admission
from bot.channels.telegram.chat_actions import typing
from bot.channels.telegram.client import connected
from bot.channels.telegram.journal import open_journal
from bot.channels.telegram.menu import show_menu
from bot.channels.telegram.place import Place
from bot.channels.telegram.policy import TelegramPolicy
from bot.channels.telegram.polling import poll
from bot.channels.telegram.presses import Presses
from bot.channels.telegram.reading import Reading
from bot.channels.telegram.replying import Replying
from bot.channels.telegram.requests import Refused
from bot.channels.telegram.sending import Destination, parts_of, send_text
from bot.channels.telegram.webhook import listen
from bot.delivery import Delivery, Undeliverable
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
        replying = Replying(bot, assistant, store.answers, journal, presses, policy, largest_file)
        news = asyncio.Event()

        async def handle(incoming: Incoming) -> tuple[Reply, ...]:
            async with typing(bot, Place.parse(incoming.conversation)):
                replies = await replying.handle(incoming)
            # What the assistant does may be news to others.
            news.set()
            return replies

        async def send_unasked(outgoing: Outgoing) -> None:
            to = Destination(Place.parse(outgoing.conversation))
            try:
                for part in parts_of(outgoing.reply):
                    await send_text(bot, to, part)
            except Refused as refusal:
                raise Undeliverable(refusal.reason) from refusal

        delivery = Delivery(store.inbox, handle, replying.send, apology)
        admission = Admission(bot, policy, tasks)
        reading = Reading(
            bot, admission, assistant.is_addressed, delivery.receive, store.answers, store.moving
        )
        tasks.create_task(show_menu(bot))
        tasks.create_task(_follow(bot, account.webhook, reading))
        tasks.create_task(keep_drained(store.outbox, "telegram", send_unasked, news))
        await delivery.run()


async def _follow(bot: Bot, webhook: Webhook | None, reading: Reading) -> None:
    if webhook is not None:
        await listen(bot, webhook, reading.take_in)
    else:
        await poll(bot, reading.take_in)
