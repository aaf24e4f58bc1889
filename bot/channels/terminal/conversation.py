"""A conversation in the terminal, from the first line to the last."""

import asyncio
import getpass
import logging
import sys
import uuid
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from functools import partial

from bot.channels.outbox import Outbox, drain, keep_drained
from bot.channels.replies import Replies
from bot.channels.terminal.attachments import AttachmentNotFound, fetch, read_attachment
from bot.channels.terminal.lines import piped_lines, typed_lines
from bot.channels.terminal.printing import Printing
from bot.messages import Attachment, Incoming, Reply, paragraph
from bot.storage.transaction import DatabaseRefuses
from bot.supervision import supervised
from bot.wording import terminal as words
from index.generations import IndexUnavailable

log = logging.getLogger(__name__)


async def talk(
    assistant: Replies,
    outbox: Outbox,
    apology: Reply,
    largest_file: int,
    settled: Callable[[], Awaitable[None]],
) -> None:
    """Converse until the input ends (Ctrl-D) or is interrupted (Ctrl-C); what is said unasked comes between.

    Args:
        assistant: replies to what is typed.
        outbox: holds what is said unasked.
        apology: said when the assistant fails; the conversation goes on.
        largest_file: bytes; a larger file is not read.
        settled: waits until what was asked for is done; after piped input, that is before the end.
    """
    interactive = sys.stdin.isatty() and sys.stdout.isatty()
    printing = Printing(interactive=interactive)
    news = asyncio.Event()
    if interactive:
        await printing.say(Reply((paragraph(words.START),)))
    await drain(outbox, "terminal", printing.say_unasked)
    async with supervised() as tasks:
        draining: asyncio.Task[None] = tasks.create_task(
            keep_drained(outbox, "terminal", printing.say_unasked, news)
        )
        async for line in typed_lines() if interactive else piped_lines():
            if line.strip():
                async with printing.turn:
                    for reply in await _replies(assistant, line, apology, largest_file):
                        await printing.say(reply)
                news.set()
        if not interactive:
            await settled()
        draining.cancel()
    await drain(outbox, "terminal", printing.say_unasked)


async def _replies(assistant: Replies, line: str, apology: Reply, largest_file: int) -> tuple[Reply, ...]:
    try:
        attached = await read_attachment(line)
        incoming = _incoming(attached[1], attached[0]) if attached else _incoming(line)
        return await assistant.handle(incoming, partial(fetch, largest=largest_file))
    except AttachmentNotFound as error:
        return (Reply((paragraph(words.NO_SUCH_FILE.format(path=error.path)),)),)
    except (DatabaseRefuses, IndexUnavailable) as error:
        log.warning("the database does not answer: %s", error)
        return (Reply((paragraph(words.DATABASE_AWAY),)),)
    except Exception:
        log.exception("answering failed")
        return (apology,)


def _incoming(text: str, *attachments: Attachment) -> Incoming:
    return Incoming(
        channel="terminal",
        conversation="terminal",
        sender=getpass.getuser(),
        event=uuid.uuid4().hex,
        text=text,
        direct=True,
        addressed=True,
        sent_at=datetime.now(UTC),
        attachments=attachments,
    )
