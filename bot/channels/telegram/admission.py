"""Who may talk with the assistant."""

import asyncio
import logging
import time

from telegram import Bot, ChatMember, ChatMemberRestricted

from bot.channels.telegram.moved_groups import MovedGroups
from bot.channels.telegram.place import Place
from bot.channels.telegram.policy import TelegramPolicy
from bot.channels.telegram.requests import Refused, ask
from bot.delivery.delivery import ChannelUnavailable
from bot.messages import Incoming
from bot.wording import telegram as words

log = logging.getLogger(__name__)

REMEMBERED_FOR = 600.0
"""Seconds that it is remembered whether somebody is a member of a group."""

MOST_REMEMBERED = 10_000

_MEMBERS = {ChatMember.OWNER, ChatMember.ADMINISTRATOR, ChatMember.MEMBER}


class Admission:
    """Lets people in, and tells others, once, how to get in.

    Args:
        bot: that is talked to.
        policy: who may.
        groups: that are let in.
        tasks: the group in which others are told.
    """

    def __init__(
        self, bot: Bot, policy: TelegramPolicy, groups: MovedGroups, tasks: asyncio.TaskGroup
    ) -> None:
        self._bot = bot
        self._policy = policy
        self._groups = groups
        self._tasks = tasks
        self._members: dict[int, tuple[float, bool]] = {}
        self._told: set[int] = set()

    async def admits(self, incoming: Incoming) -> bool:
        """Whether a message is from somebody, or said in a group, that is allowed.

        Raises:
            ChannelUnavailable: Telegram cannot be asked who is in a group.
            TokenRefused: Telegram does not know the token any more.
        """
        place, user = Place.parse(incoming.conversation), int(incoming.sender)
        if place.is_direct:
            if user in self._policy.allowed_users or await self._is_member(user):
                return True
            self._tell(place, words.NOT_FOR_YOU.format(user=user))
        else:
            if place.chat in self._groups.allowed:
                return True
            self._tell(place, words.NOT_FOR_THIS_GROUP.format(group=place.chat))
        return False

    async def _is_member(self, user: int) -> bool:
        until, known = self._members.get(user, (0.0, False))
        if until > time.monotonic():
            return known
        is_member = False
        for group in self._groups.allowed:
            is_member = is_member or await self._is_member_of(group, user)
        while len(self._members) >= MOST_REMEMBERED:
            del self._members[next(iter(self._members))]
        self._members[user] = (time.monotonic() + REMEMBERED_FOR, is_member)
        return is_member

    async def _is_member_of(self, group: int, user: int) -> bool:
        try:
            member = await ask(self._bot.get_chat_member(group, user))
        except Refused as refusal:
            log.info("not known whether somebody is in group %d: %s", group, refusal)
            return False
        if isinstance(member, ChatMemberRestricted):
            return member.is_member
        return member.status in _MEMBERS

    def _tell(self, place: Place, sentence: str) -> None:
        if place.chat not in self._told and len(self._told) < MOST_REMEMBERED:
            self._told.add(place.chat)
            self._tasks.create_task(self._say(place, sentence))

    async def _say(self, place: Place, sentence: str) -> None:
        try:
            await ask(self._bot.send_message(place.chat, sentence, message_thread_id=place.topic))
        except (ChannelUnavailable, Refused) as error:
            log.info("somebody who is not admitted cannot be told: %s", error)
