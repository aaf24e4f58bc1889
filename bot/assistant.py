"""The assistant: one message in, replies out; the only door for every channel."""

from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime

from bot.admin_rooms import AdminRooms
from bot.attachments import Fetch, no_files
from bot.messages import FOUND, Act, Incoming, Kind, Reply, paragraph
from bot.rate_limit import OF_ONE_GROUP, OF_ONE_PERSON, RateLimit, Verdict
from bot.signs import opinion, place
from bot.storage.answer import Answer
from bot.storage.answers import Answers
from bot.storage.conversations import Conversations
from bot.storage.feedback import Feedback
from bot.storage.transaction import Overtaken
from bot.wording import commands as words
from bot.wording import manners

Handle = Callable[[Incoming, Fetch], Awaitable[tuple[Reply, ...]]]
"""Makes the replies to a message that is to be read, see `Handling`."""

OF_ONE_PERSON_ONLY = {"terminal"}
"""Channels on which a person takes nobody's time but their own."""

LATE = Reply((paragraph(manners.LATE),), Kind.NOTICE)
MANY = Reply((paragraph(words.TOO_MANY),), Kind.NOTICE)
MANY_HERE = Reply((paragraph(manners.TOO_MANY_HERE),), Kind.NOTICE)


class Assistant:
    """Handles messages, each once: the same message again gives the same replies.

    Args:
        handle: makes the replies to a message that is to be read.
        conversations: where they are kept.
        answers: finds what was said again.
        feedback: keeps what people find of it.
        admin_rooms: the groups in which admins tend the knowledge.
    """

    def __init__(
        self,
        handle: Handle,
        conversations: Conversations,
        answers: Answers,
        feedback: Feedback,
        admin_rooms: AdminRooms,
    ) -> None:
        self._handle = handle
        self._conversations = conversations
        self._answers = answers
        self._feedback = feedback
        self._admin_rooms = admin_rooms
        self._people = RateLimit(OF_ONE_PERSON)
        self._groups = RateLimit(OF_ONE_GROUP)

    def is_addressed(self, incoming: Incoming) -> bool:
        """Whether the message wants a reply: in a conversation of two always, in a group when addressed.

        Files in an admin room are for the assistant: with most clients nobody can be mentioned in them.
        """
        if incoming.direct or incoming.addressed:
            return True
        return bool(incoming.attachments) and self._admin_rooms.have(incoming)

    async def handle(self, incoming: Incoming, fetch: Fetch = no_files) -> tuple[Reply, ...]:
        """Reply to a message; nothing is said to a message that was not meant for the assistant.

        Args:
            incoming: the message.
            fetch: gives the content of its attachments.

        Raises:
            Overtaken: others were first, time and again.
        """
        if not self.is_addressed(incoming):
            return ()
        earlier = await self._conversations.replies_to(incoming)
        if earlier is not None:
            return earlier
        match incoming.act:
            case Act.WITHDRAW:
                return await self._withdraw(incoming)
            case Act.REACT:
                picked = await self._picked_with(incoming)
                return await self._read(picked, fetch) if picked else ()
            case Act.CORRECT if incoming.late:
                return ()
            case Act.SAY | Act.CORRECT:
                return await self._read(incoming, fetch)

    async def _read(self, incoming: Incoming, fetch: Fetch) -> tuple[Reply, ...]:
        if incoming.late:
            return await self._acknowledge(incoming)
        verdict, notice = self._judge(incoming)
        match verdict:
            case Verdict.TOO_MANY:
                return await self._say(incoming, notice)
            case Verdict.STILL_TOO_MANY:
                return await self._say(incoming)
            case Verdict.READ:
                return await self._handle(incoming, fetch)

    def _judge(self, incoming: Incoming) -> tuple[Verdict, Reply]:
        """Whether a message is read, and what is said to the first one that is too many."""
        if incoming.channel in OF_ONE_PERSON_ONLY:
            return Verdict.READ, MANY
        if incoming.surplus:
            return self._people.refuse(incoming.channel, incoming.sender, incoming.sent_at), MANY
        verdict = self._people.judge(incoming.channel, incoming.sender, incoming.sent_at)
        if verdict is Verdict.READ and not incoming.direct:
            return self._groups.judge(incoming.channel, incoming.conversation, incoming.sent_at), MANY_HERE
        return verdict, MANY

    async def _acknowledge(self, incoming: Incoming) -> tuple[Reply, ...]:
        """Say, once in a conversation, that what was said while the assistant was away is not answered."""
        told = await self._answers.was_told_since(incoming, LATE)
        return await self._say(incoming, *() if told else (LATE,))

    async def _say(self, incoming: Incoming, *replies: Reply) -> tuple[Reply, ...]:
        """Reply to a message that leads to nothing else; after a restart it is not read either."""
        with suppress(Overtaken):
            await self._conversations.keep_replies(incoming, replies, datetime.now(UTC))
        return replies

    async def _withdraw(self, incoming: Incoming) -> tuple[Reply, ...]:
        """Forget a question or an opinion; the channel takes the answer away."""
        await self._conversations.withdraw(incoming.channel, incoming.target)
        await self._feedback.take_back(incoming.channel, incoming.target)
        return ()

    async def _picked_with(self, reaction: Incoming) -> Incoming | None:
        """Keep the opinion that a reaction is, or give the message that it stands for, if it does."""
        if reaction.changes and opinion(reaction.text) is None:
            await self._feedback.take_back(reaction.channel, reaction.changes)
            return None
        answer = await self._answers.find(reaction.channel, reaction.target)
        if answer is None:
            return None
        helpful = opinion(reaction.text)
        if helpful is not None:
            await self._hear(reaction, answer, helpful=helpful)
            return None
        picked = place(reaction.text)
        choices = answer.reply.choices
        if picked is None or picked >= len(choices) or answer.sender != reaction.sender:
            return None
        if not await self._answers.is_open(answer, reaction.channel):
            return None
        return replace(reaction, act=Act.SAY, text=choices[picked].value, target="")

    async def _hear(self, reaction: Incoming, answer: Answer, *, helpful: bool) -> None:
        if answer.reply.kind not in FOUND:
            return
        await self._feedback.give(reaction, answer, datetime.now(UTC), helpful=helpful)
        if not helpful and answer.conversation and answer.sender == reaction.sender:
            await self._conversations.mark_unhelpful(
                reaction.channel, answer.conversation, reaction.sender, answer.cause
            )
