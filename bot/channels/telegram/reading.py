"""Updates become messages in the inbox."""

import logging
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Any

from telegram import Bot, Message, Update

from bot.channels.malformed import MALFORMED
from bot.channels.telegram.admission import Admission
from bot.channels.telegram.message_numbers import MessageNumbers
from bot.channels.telegram.moved_groups import MovedGroups
from bot.channels.telegram.place import event_of
from bot.channels.telegram.updates import migration, read_update
from bot.messages import Act, Incoming
from bot.storage.answers import Answers
from bot.storage.moving import Moving

log = logging.getLogger(__name__)

Json = dict[str, Any]

TakeIn = Callable[[Sequence[Json]], Awaitable[None]]
"""Keeps what updates say; given the same again, it changes nothing."""

Receive = Callable[[Sequence[Incoming], str | None], Awaitable[None]]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Told:
    """What an update says.

    Attributes:
        moved: the old and the new id of a group, where it got another one.
        event: what a message in it is called, or ``""``.
        message: what it says to the assistant, if it does.
    """

    moved: tuple[int, int] | None = None
    event: str = ""
    message: Incoming | None = None


class Reading:
    """Takes in updates; what was taken in is on disk.

    Args:
        bot: whose updates they are.
        admission: who may talk with it.
        is_addressed: whether a message wants a reply; what does not is not kept.
        receive: keeps messages, each once.
        answers: knows what was taken up.
        moving: takes along what is kept of a group that gets another id.
        groups: remembers that id.
        numbers: remembers the numbers of messages.
    """

    def __init__(  # noqa: PLR0913, PLR0917 - what it works with
        self,
        bot: Bot,
        admission: Admission,
        is_addressed: Callable[[Incoming], bool],
        receive: Receive,
        answers: Answers,
        moving: Moving,
        groups: MovedGroups,
        numbers: MessageNumbers,
    ) -> None:
        self._bot = bot
        self._admission = admission
        self._is_addressed = is_addressed
        self._receive = receive
        self._answers = answers
        self._moving = moving
        self._groups = groups
        self._numbers = numbers

    async def take_in(self, updates: Sequence[Json]) -> None:
        """Keep what updates say to the assistant; the same again changes nothing.

        Raises:
            ChannelUnavailable: Telegram cannot be asked who is in a group; nothing was kept.
            TokenRefused: Telegram does not know the token any more.
        """
        messages: dict[str, Incoming] = {}
        for content in updates:
            told = self._parse(content)
            if told.moved:
                await self._move(*told.moved)
            if told.event:
                self._numbers.know(told.event)
            if told.message is not None and await self._is_wanted(told.message, messages):
                messages[told.message.event] = told.message
        if messages:
            await self._receive(list(messages.values()), None)

    async def _move(self, old: int, new: int) -> None:
        await self._moving.move("telegram", str(old), str(new))
        self._groups.move(old, new)

    def _event_of(self, message: Message) -> str:
        return event_of(message.chat.id, message.message_id, self._bot.id)

    def _parse(self, content: Json) -> "_Told":
        try:
            update = Update.de_json(content, self._bot)
            return _Told(
                moved=migration(update),
                event=self._event_of(update.message) if update.message else "",
                message=read_update(update, self._bot.bot, self._bot.token),
            )
        except (*MALFORMED, OSError):  # the second for a moment that no clock can show
            # Given again it would fail again, and hold up all that comes after it.
            log.exception("an update cannot be read")
            return _Told()

    async def _is_wanted(self, message: Incoming, new: dict[str, Incoming]) -> bool:
        if not self._is_addressed(message):
            return False
        if message.act is Act.CORRECT:
            known = new.get(message.target) or await self._answers.taken_up("telegram", message.target)
            if known is None or known.sender != message.sender:
                return False
        return await self._admission.admits(message)
