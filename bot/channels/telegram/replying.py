"""Replies are made and sent, and edited where a question was."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial

from telegram import Bot, InlineKeyboardButton

from bot.channels.outbox import Outgoing
from bot.channels.replies import Replies
from bot.channels.telegram.attachments import fetch
from bot.channels.telegram.continuing import Continuing
from bot.channels.telegram.deep_links import read_start
from bot.channels.telegram.journal import Journal
from bot.channels.telegram.keyboards import keyboard_of, query_of
from bot.channels.telegram.place import Place, number_of
from bot.channels.telegram.policy import TelegramPolicy
from bot.channels.telegram.presses import Presses
from bot.channels.telegram.requests import Refused
from bot.channels.telegram.sending import Destination, edit, parts_of, take_away, take_keyboard_away
from bot.channels.telegram.sending_once import Part, SendingOnce
from bot.delivery.delivery import Undeliverable
from bot.messages import Act, File, Incoming, Kind, Reply, paragraph
from bot.storage.answers import Answers
from bot.storage.outbox import cause_of
from bot.wording.telegram import NOT_ENCRYPTED


class Replying:
    """Has replies made, and sends them.

    Args:
        bot: that sends.
        assistant: makes the replies.
        answers: tells which messages they are.
        journal: keeps that.
        sending: sends each message once.
        presses: tells what a press on a button stands for.
        continuing: leads from a group to a conversation of two.
        policy: how long a message may have waited.
        largest_file: bytes; a larger file is not fetched.
    """

    def __init__(  # noqa: PLR0913, PLR0917 - what it works with
        self,
        bot: Bot,
        assistant: Replies,
        answers: Answers,
        journal: Journal,
        sending: SendingOnce,
        presses: Presses,
        continuing: Continuing,
        policy: TelegramPolicy,
        largest_file: int,
    ) -> None:
        self._bot = bot
        self._assistant = assistant
        self._answers = answers
        self._journal = journal
        self._sending = sending
        self._presses = presses
        self._continuing = continuing
        self._policy = policy
        self._fetch = partial(fetch, bot, largest=largest_file)

    async def handle(self, incoming: Incoming) -> tuple[Reply, ...]:
        """Make the replies to a message; whoever starts a conversation is told what Telegram is."""
        pressed = await self._presses.meant_with(incoming) if query_of(incoming) else incoming
        if pressed is None:
            return ()
        starts = pressed.direct and read_start(pressed.text) is not None
        meant, key = await self._continuing.read(pressed) if starts else (pressed, "")
        offered = None if query_of(incoming) else await self._answers.offered_to(meant)
        late = datetime.now(UTC) - meant.sent_at > self._policy.answer_within
        replies = await self._assistant.handle(replace(meant, late=late), self._fetch)
        if key:
            await self._continuing.finish(key)
        if any(reply.continues_directly for reply in replies):
            await self._continuing.keep(meant)
        if meant.act is Act.CORRECT and _replaces(replies):
            await self._take_away(meant, keep=len(replies))
        if replies and offered:
            # Who says something has chosen, or wants something else.
            await take_keyboard_away(self._bot, Place.parse(meant.conversation).chat, offered)
        return _with_notice(replies) if starts else replies

    async def send(self, incoming: Incoming, reply: Reply, number: int) -> None:
        """Send one reply, or what is left of it; in the place of the reply to what was corrected."""
        edits = incoming.act is Act.CORRECT and _replaces([reply])
        first = Part(cause=incoming.target if edits else incoming.event, number=number)
        link = self._continuing.link_for(incoming, reply)
        await self._send(_destination(incoming), reply, first, link, edits=edits)

    async def send_unasked(self, outgoing: Outgoing) -> None:
        """Send what nobody asked for, or what is left of it; perhaps in the place of a reply."""
        to = Destination(Place.parse(outgoing.conversation))
        first = Part(cause=outgoing.edits or cause_of(outgoing.id), number=0)
        await self._send(to, outgoing.reply, first, edits=outgoing.edits is not None)

    async def _send(
        self,
        to: Destination,
        reply: Reply,
        first: Part,
        link: InlineKeyboardButton | None = None,
        *,
        edits: bool = False,
    ) -> None:
        await self._sending.settle(to)
        earlier = (await self._journal.events_of(first.cause)).get(first.number, ())
        events: tuple[str, ...] = ()
        items: tuple[Reply | File, ...] = (*parts_of(reply), *reply.files)
        try:
            for place, item in enumerate(items):
                known = earlier[place] if place < len(earlier) else None
                if known and (not edits or await self._edited(to, known, item, link)):
                    events = (*events, known)
                    continue
                part = replace(first, before=events, after=earlier[place + 1 :])
                if isinstance(item, File):
                    event = await self._sending.send_file(to, item, part)
                else:
                    event = await self._sending.send_text(to, item, keyboard_of(item, link), part)
                events = (*events, event)
        except Refused as refusal:
            raise Undeliverable(refusal.reason) from refusal
        if edits:
            for event in set(earlier) - set(events):
                await take_away(self._bot, to.place.chat, event)
            await self._journal.note(first.cause, first.number, events)

    async def _edited(
        self, to: Destination, event: str, item: Reply | File, link: InlineKeyboardButton | None
    ) -> bool:
        return isinstance(item, Reply) and await edit(
            self._bot, to.place.chat, event, item, keyboard_of(item, link)
        )

    async def _take_away(self, incoming: Incoming, keep: int) -> None:
        chat = Place.parse(incoming.conversation).chat
        for number, events in (await self._journal.events_of(incoming.target)).items():
            if number >= keep:
                for event in events:
                    await take_away(self._bot, chat, event)
                await self._journal.note(incoming.target, number, ())


def _replaces(replies: Sequence[Reply]) -> bool:
    """Whether what is said to a correction takes the place of something; a notice stands beside it."""
    return any(reply.kind is not Kind.NOTICE for reply in replies)


def _with_notice(replies: tuple[Reply, ...]) -> tuple[Reply, ...]:
    if not replies:
        return ()
    first, *others = replies
    return (replace(first, blocks=(paragraph(NOT_ENCRYPTED), *first.blocks)), *others)


def _destination(incoming: Incoming) -> Destination:
    """Reply to the message itself in a group only: with two, what is said follows what was asked."""
    place = Place.parse(incoming.conversation)
    return Destination(place, None if incoming.direct else number_of(incoming.target or incoming.event))
