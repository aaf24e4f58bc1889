"""Sending each message once, though Telegram cannot recognise one that it already has."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial
from weakref import WeakValueDictionary

from telegram import Bot, InlineKeyboardMarkup
from telegram.constants import ParseMode

from bot.channels.telegram.journal import Journal
from bot.channels.telegram.looking_up import look_up
from bot.channels.telegram.message_numbers import MessageNumbers
from bot.channels.telegram.moved_groups import MovedGroups
from bot.channels.telegram.place import event_of
from bot.channels.telegram.requests import Moved, NotSent, Refused
from bot.channels.telegram.sending import (
    Destination,
    caption_of,
    is_unreadable,
    plain_texts,
    send_file,
    send_message,
)
from bot.channels.telegram.under_way import UnderWay, UnderWayMessages
from bot.delivery.delivery import ChannelUnavailable
from bot.messages import File, Reply, keepable
from bot.observability.correlation import correlation_of
from bot.rendering.telegram_html import render

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """Which message something is, among all that the assistant says.

    Attributes:
        cause: the message that it replies to.
        number: counts the replies to that from 0.
        before: events of the parts of that reply that come before it.
        after: events that come after it.
    """

    cause: str
    number: int
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()


class SendingOnce:
    """Sends messages, and looks for one of which no receipt came before anything else goes to its chat.

    Whatever ends a send before its receipt is noted (the process is killed, the connection drops), the note
    that it was under way stays, and with it where the message must be if it is anywhere.

    Args:
        bot: that sends.
        journal: keeps which messages the replies are.
        under_way: keeps what is under way.
        numbers: knows the numbers of other messages.
        groups: knows which groups go on under another id.
        recall: has `numbers` know those that other processes took in.
    """

    def __init__(
        self,
        bot: Bot,
        journal: Journal,
        under_way: UnderWayMessages,
        numbers: MessageNumbers,
        groups: MovedGroups,
        recall: Callable[[], Awaitable[None]],
    ) -> None:
        self._bot = bot
        self._journal = journal
        self._under_way = under_way
        self._numbers = numbers
        self._groups = groups
        self._recall = recall
        self._turns: WeakValueDictionary[int, asyncio.Lock] = WeakValueDictionary()

    async def settle(self, to: Destination) -> None:
        """Find out about the message that was under way to a chat, if one was, and note it where it arrived.

        Raises:
            ChannelUnavailable: Telegram cannot be asked now.
            TokenRefused: Telegram does not know the token any more.
        """
        chat = self._groups.now(to.place.chat)
        async with self._turn_in(chat):
            await self._settle(chat)

    async def send_text(
        self, to: Destination, reply: Reply, keyboard: InlineKeyboardMarkup | None, part: Part
    ) -> str:
        """Send one message, as plain text where Telegram cannot read its HTML; gives its event.

        Args:
            to: where it goes.
            reply: what it says, short enough for one message.
            keyboard: its buttons.
            part: which message it is.

        Raises:
            ChannelUnavailable: Telegram cannot be reached, is in trouble, or wants less to be sent.
            Refused: nothing can be said there.
            TokenRefused: Telegram does not know the token any more.
        """
        to = self._now(to)
        kept = keepable(reply)
        message = replace(
            self._message(to, part),
            text=render(kept),
            mode=ParseMode.HTML,
            keyboard=keyboard.to_dict() if keyboard else None,
        )
        async with self._turn_in(to.place.chat):
            await self._settle(to.place.chat)
            try:
                html = partial(send_message, self._bot, to, render(reply), keyboard, ParseMode.HTML)
                return await self._send(message, html)
            except Refused as refusal:
                if not is_unreadable(refusal):
                    raise
                log.warning("sent as plain text: %s", refusal)
            *first, last = plain_texts(reply)
            for text in first:
                self._numbers.know(await send_message(self._bot, to, text, None, None))
            *_, kept_last = plain_texts(kept)
            message = replace(message, text=kept_last, mode=None)
            return await self._send(message, partial(send_message, self._bot, to, last, keyboard, None))

    async def send_file(self, to: Destination, file: File, part: Part) -> str:
        """Send a file; gives its event. Raises as `send_text` does."""
        to = self._now(to)
        async with self._turn_in(to.place.chat):
            await self._settle(to.place.chat)
            message = replace(self._message(to, part), caption=caption_of(file))
            return await self._send(message, partial(send_file, self._bot, to, file))

    async def _send(self, message: UnderWay, send: Callable[[], Awaitable[str]]) -> str:
        message = replace(message, since=self._numbers.highest(message.chat))
        with _on_disk():
            self._under_way.put(message)
        try:
            event = await send()
        except Moved as moved:
            self._under_way.remove(message.chat)
            self._groups.move(message.chat, moved.chat)
            raise NotSent(str(moved)) from moved
        except (NotSent, Refused):
            self._under_way.remove(message.chat)
            raise
        await self._note(message, event)
        return event

    async def _settle(self, chat: int) -> None:
        with _on_disk():
            lost = self._under_way.to(chat)
        if lost is None:
            return
        found = None
        if lost.since is not None:
            await self._recall()
            found = await look_up(self._bot, lost, self._numbers.candidates(chat, lost.since))
        if found is None:
            self._under_way.remove(chat)
        else:
            log.info(
                "what was said to %s had arrived, and is not sent again",
                correlation_of("telegram", lost.cause),
            )
            await self._note(lost, event_of(chat, found, self._bot.id))

    async def _note(self, message: UnderWay, event: str) -> None:
        self._numbers.know(event)
        events = (*message.before, event, *message.after)
        with _on_disk():
            self._journal.write(message.cause, message.number, events)
            self._under_way.remove(message.chat)
        await self._journal.store(message.cause, message.number, events)

    def _message(self, to: Destination, part: Part) -> UnderWay:
        return UnderWay(
            chat=to.place.chat,
            since=None,
            cause=part.cause,
            number=part.number,
            before=part.before,
            after=part.after,
        )

    def _now(self, to: Destination) -> Destination:
        return replace(to, place=replace(to.place, chat=self._groups.now(to.place.chat)))

    def _turn_in(self, chat: int) -> asyncio.Lock:
        return self._turns.setdefault(chat, asyncio.Lock())


@contextmanager
def _on_disk() -> Iterator[None]:
    """Have what cannot be noted wait: a full disk passes."""
    try:
        yield
    except OSError as error:
        raise ChannelUnavailable(f"it cannot be noted what is sent: {error}") from error
