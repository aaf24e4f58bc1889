"""Answering what waits on Telegram, and saying what is said unasked: what one process does at a time."""

import asyncio
from dataclasses import dataclass

from telegram import Bot

from bot.channels.outbox import keep_drained
from bot.channels.replies import Replies
from bot.channels.store import ChannelStore
from bot.channels.telegram.account import TelegramAccount
from bot.channels.telegram.chat_actions import typing
from bot.channels.telegram.continuing import Continuing
from bot.channels.telegram.journal import open_journal
from bot.channels.telegram.menu import show_menu
from bot.channels.telegram.message_numbers import REMEMBERED, MessageNumbers
from bot.channels.telegram.moved_groups import MovedGroups
from bot.channels.telegram.place import Place
from bot.channels.telegram.policy import TelegramPolicy
from bot.channels.telegram.presses import Presses
from bot.channels.telegram.replying import Replying
from bot.channels.telegram.sending_once import SendingOnce
from bot.channels.telegram.under_way import UnderWayMessages
from bot.delivery.delivery import Delivery
from bot.delivery.reassuring import Reassuring
from bot.messages import Incoming, Reply
from bot.supervision import supervised


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaking:
    """Says what is to be said on Telegram.

    Attributes:
        bot: that says it.
        account: names the files in which it is noted what is said.
        store: what waits, and what was said.
        assistant: makes the replies.
        apology: said when it cannot.
        policy: how long a message may have waited.
        largest_file: bytes; a larger file is not fetched.
        numbers: the numbers of messages; those that other processes took in are looked up.
        groups: which go on under another id.
        under_way: keeps what is under way.
        reassuring: tells who waits long that the answer will come.
    """

    bot: Bot
    account: TelegramAccount
    store: ChannelStore
    assistant: Replies
    apology: Reply
    policy: TelegramPolicy
    largest_file: int
    numbers: MessageNumbers
    groups: MovedGroups
    under_way: UnderWayMessages
    reassuring: Reassuring

    async def run(self, caught_up: asyncio.Event) -> None:
        """Speak until cancelled.

        Args:
            caught_up: set once everything that happened before the start was taken in. What was said until
                then shows which numbers are given: nothing is sent before that.

        Raises:
            TokenRefused: Telegram does not know the token.
        """
        bot, store = self.bot, self.store
        async with open_journal(self.account.journal, store.answers) as journal, supervised() as tasks:
            sending = SendingOnce(bot, journal, self.under_way, self.numbers, self.groups, self._recall)
            replying = Replying(
                bot,
                self.assistant,
                store.answers,
                journal,
                sending,
                Presses(bot, store.answers),
                Continuing(bot, store.continuations),
                self.policy,
                self.largest_file,
            )
            news = asyncio.Event()

            async def handle(incoming: Incoming) -> tuple[Reply, ...]:
                self.numbers.know(incoming.event)
                async with typing(bot, Place.parse(incoming.conversation)):
                    replies = await replying.handle(incoming)
                # What the assistant does may be news to others.
                news.set()
                return replies

            delivery = Delivery(
                store.inbox,
                handle,
                replying.send,
                self.apology,
                reassuring=self.reassuring,
                stopping=store.stopping,
            )
            tasks.create_task(show_menu(bot))
            await self._recall()
            await caught_up.wait()
            tasks.create_task(keep_drained(store.outbox, "telegram", replying.send_unasked, news))
            await delivery.run()

    async def _recall(self) -> None:
        """Know the numbers of the newest messages, whoever took them in."""
        for event in await self.store.answers.newest_events("telegram", REMEMBERED):
            self.numbers.know(event)
