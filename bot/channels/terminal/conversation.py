"""A conversation in the terminal, from the first line to the last."""

import getpass
import logging
import sys
import uuid
from datetime import UTC, datetime
from functools import partial

from bot.channels.outbox import Outbox, Outgoing, drain
from bot.channels.replies import Replies
from bot.channels.terminal.attachments import AttachmentNotFound, fetch, read_attachment
from bot.channels.terminal.files import write_anew
from bot.channels.terminal.lines import piped_lines, typed_lines
from bot.messages import Attachment, File, Incoming, Reply, paragraph
from bot.rendering.plain import render
from bot.rendering.terminal import show
from bot.wording import terminal as words

log = logging.getLogger(__name__)


async def talk(assistant: Replies, outbox: Outbox, apology: Reply, largest_file: int) -> None:
    """Converse until the input ends (Ctrl-D) or is interrupted (Ctrl-C).

    Args:
        assistant: replies to what is typed.
        outbox: holds what is said unasked, at the start.
        apology: said when the assistant fails; the conversation goes on.
        largest_file: bytes; a larger file is not read.
    """
    interactive = sys.stdin.isatty() and sys.stdout.isatty()

    async def say(reply: Reply) -> None:
        if interactive:
            show(reply)
        else:
            _write(render(reply))
        for file in reply.files:
            _write(await _written(file))

    async def say_unasked(outgoing: Outgoing) -> None:
        await say(outgoing.reply)

    if interactive:
        show(Reply((paragraph(words.START),)))
    await drain(outbox, "terminal", say_unasked)
    async for line in typed_lines() if interactive else piped_lines():
        if line.strip():
            for reply in await _replies(assistant, line, apology, largest_file):
                await say(reply)


async def _replies(assistant: Replies, line: str, apology: Reply, largest_file: int) -> tuple[Reply, ...]:
    try:
        attached = await read_attachment(line)
        incoming = _incoming(attached[1], attached[0]) if attached else _incoming(line)
        return await assistant.handle(incoming, partial(fetch, largest=largest_file))
    except AttachmentNotFound as error:
        return (Reply((paragraph(words.NO_SUCH_FILE.format(path=error.path)),)),)
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


async def _written(file: File) -> str:
    try:
        path = await write_anew(file)
    except OSError:
        log.exception("%s cannot be written", file.name)
        return words.FILE_NOT_WRITTEN.format(name=file.name)
    if file.alternative:
        return words.PICTURE_WRITTEN.format(path=path, shown=file.alternative)
    return words.FILE_WRITTEN.format(path=path)


def _write(text: str) -> None:
    sys.stdout.write(text + "\n\n")
    sys.stdout.flush()
