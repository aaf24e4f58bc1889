"""Replies are made and sent, and edited where a question was."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial

from telegram import Bot

from bot.channels.replies import Replies
from bot.channels.telegram.attachments import fetch
from bot.channels.telegram.deep_links import read_start
from bot.channels.telegram.journal import Journal
from bot.channels.telegram.keyboards import query_of
from bot.channels.telegram.place import Place, message_of
from bot.channels.telegram.policy import TelegramPolicy
from bot.channels.telegram.presses import Presses
from bot.channels.telegram.requests import Refused
from bot.channels.telegram.sending import Destination, edit, parts_of, send_file, send_text, take_away
from bot.delivery import Undeliverable
from bot.messages import Act, Incoming, Kind, Reply, paragraph
from bot.storage.answers import Answers
from bot.wording.telegram import NOT_ENCRYPTED


class Replying:
    """Has replies made, and sends them.

    Telegram cannot recognise what it was sent before, so each message is noted as soon as it is there, and
    what is noted is not sent again.

    Args:
        bot: that sends.
        assistant: makes the replies.
        answers: tells which messages they are.
        journal: keeps that.
        presses: tells what a press on a button stands for.
        policy: how long a message may have waited.
        largest_file: bytes; a larger file is not fetched.
    """

    def __init__(  # noqa: PLR0913, PLR0917 - what it works with
        self,
        bot: Bot,
        assistant: Replies,
        answers: Answers,
        journal: Journal,
        presses: Presses,
        policy: TelegramPolicy,
        largest_file: int,
    ) -> None:
        self._bot = bot
        self._assistant = assistant
        self._answers = answers
        self._journal = journal
        self._presses = presses
        self._policy = policy
        self._fetch = partial(fetch, bot, largest=largest_file)

    async def handle(self, incoming: Incoming) -> tuple[Reply, ...]:
        """Make the replies to a message; whoever starts a conversation is told what Telegram is."""
        meant = await self._presses.meant_with(incoming) if query_of(incoming) else incoming
        if meant is None:
            return ()
        start = read_start(meant.text) if meant.direct else None
        late = datetime.now(UTC) - meant.sent_at > self._policy.answer_within
        replies = await self._assistant.handle(
            replace(meant, text=start or meant.text, late=late), self._fetch
        )
        if meant.act is Act.CORRECT and _replaces(replies):
            await self._take_away(meant, keep=len(replies))
        if replies:
            await self._presses.end(meant)
        return _with_notice(replies) if start else replies

    async def send(self, incoming: Incoming, reply: Reply, number: int) -> None:
        """Send one reply, or what is left of it; in the place of the reply to what was corrected."""
        edits = incoming.act is Act.CORRECT and _replaces([reply])
        cause = incoming.target if edits else incoming.event
        earlier = (await self._answers.events_of("telegram", cause)).get(number, ())
        events: list[str] = []
        parts = parts_of(reply)

        async def note() -> None:
            left = earlier[len(events) :]
            await self._journal.note(cause, number, (*events, *left))

        to = _destination(incoming)
        try:
            for place, part in enumerate(parts):
                if place < len(earlier) and (not edits or await edit(self._bot, earlier[place], part)):
                    events.append(earlier[place])
                    continue
                events.append(await send_text(self._bot, to, part))
                await note()
            for file in reply.files if edits else reply.files[max(0, len(earlier) - len(parts)) :]:
                events.append(await send_file(self._bot, to, file))
                await note()
        except Refused as refusal:
            raise Undeliverable(refusal.reason) from refusal
        if edits:
            for event in set(earlier) - set(events):
                await take_away(self._bot, event)
            await self._journal.note(cause, number, tuple(events))
        if reply.choices and events:
            self._presses.offered(incoming, events[len(parts) - 1])

    async def _take_away(self, incoming: Incoming, keep: int) -> None:
        for number, events in (await self._answers.events_of("telegram", incoming.target)).items():
            if number >= keep:
                for event in events:
                    await take_away(self._bot, event)
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
    return Destination(place, None if incoming.direct else message_of(incoming.target or incoming.event)[1])
