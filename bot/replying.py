"""What is said to a question: a fixed answer where there is one, else what the documents say."""

import asyncio
from dataclasses import replace
from datetime import UTC, date, datetime

from bot.commands.offering import offering
from bot.dialogue import Dialogue, Read
from bot.fixed_answers.answering import Found, find_fixed, key_of
from bot.fixed_answers.known import KnownAnswers
from bot.fixed_answers.reply import fixed_answer_reply
from bot.fixed_answers.sources import DocumentSources
from bot.fixed_answers.stored import StoredFixedAnswers
from bot.intents.intent import Intent
from bot.language import language_of
from bot.library.hidden import Hidden
from bot.library.readership import Readership
from bot.memory import Exchange, Memory
from bot.messages import Choice, Kind, Reply, paragraph
from bot.overview.period import day_here
from bot.received import Received
from bot.wording import fixed_answers as words

ASKING = frozenset({Intent.QUESTION, Intent.OFF_TOPIC})
"""What a message is meant as that can have a fixed answer."""

LEFT_OPEN = frozenset({Kind.NEARBY, Kind.UNKNOWN})


class Replying:
    """Replies to what people ask.

    Args:
        dialogue: answers from the documents.
        fixed: the fixed answers.
        readership: tells what may not be shown where something is asked.
        sources: what fixed answers lean on.
    """

    def __init__(
        self, dialogue: Dialogue, fixed: StoredFixedAnswers, readership: Readership, sources: DocumentSources
    ) -> None:
        self._dialogue = dialogue
        self._fixed = fixed
        self._readership = readership
        self._sources = sources

    async def knows(self, question: str) -> bool:
        """Whether there is a fixed answer to a question in these very words."""
        return (await self._fixed.current()).knows(question)

    async def reply(self, read: Read, received: Received) -> tuple[Reply, Memory]:
        """Reply to a message, and give what is remembered of its sender from now on."""
        now = datetime.now(UTC)
        hidden = await self._readership.hidden_from(received.incoming, now)
        known = await self._fixed.current()
        reply, memory = await asyncio.to_thread(
            self._reply, read, received.memory, known, hidden, day_here(now)
        )
        if received.is_reporting:
            # There a number is an answer to what the report asks.
            return replace(reply, choices=()), memory
        return reply, replace(memory, awaiting=memory.awaiting or offering(reply.choices))

    def _reply(
        self, read: Read, memory: Memory, known: KnownAnswers, hidden: Hidden, today: date
    ) -> tuple[Reply, Memory]:
        if read.recognised.intent not in ASKING:
            return self._dialogue.reply(read, memory, hidden)
        found = find_fixed(read.asked, memory.exchanges, known, hidden)
        if found.matches:
            return self._fixed_reply(read, memory, found, hidden, today)
        reply, memory = self._dialogue.reply(read, memory, hidden)
        if found.likely and reply.kind in LEFT_OPEN:
            offer = paragraph(words.PHRASES[language_of(read.text)].offer)
            choice = Choice(found.likely.question, found.likely.question)
            reply = replace(reply, blocks=(*reply.blocks, offer), choices=(choice,))
        return reply, memory

    def _fixed_reply(
        self, read: Read, memory: Memory, found: Found, hidden: Hidden, today: date
    ) -> tuple[Reply, Memory]:
        sources = [self._sources.of(match.answer.source) for match in found.matches]
        reply = fixed_answer_reply(found.matches, sources, today, language_of(read.text))
        shown = tuple(key_of(match.answer) for match in found.matches)
        if found.left:
            asked = replace(read.asked, questions=found.left, whole=None, compared=())
            left = replace(read, asked=asked)
            other, later = self._dialogue.reply(left, memory, hidden)
            if other.kind is Kind.ANSWER:
                blocks, citations = (*reply.blocks, *other.blocks), (*reply.citations, *other.citations)
                reply = replace(reply, blocks=blocks, citations=citations)
                shown = (*shown, *later.exchanges[-1].shown)
        return reply, memory.with_exchange(Exchange(found.question, shown))
