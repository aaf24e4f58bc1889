"""A conversation in the terminal, from the first line to the last."""

import getpass
import sys
import uuid
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from bot.channels.outbox import Outbox, Outgoing, drain
from bot.channels.replies import Replies
from bot.channels.terminal.attachments import AttachmentNotFound, fetch, read_attachment
from bot.channels.terminal.files import write_anew
from bot.channels.terminal.lines import piped_lines, typed_lines
from bot.messages import Attachment, Incoming, Reply
from bot.rendering.plain import render
from bot.rendering.terminal import show
from bot.wording import terminal as words


async def talk(
    assistant: Replies, outbox: Outbox, history: Path, may_keep: Callable[[str], bool], largest_file: int
) -> None:
    """Converse until the input ends (Ctrl-D) or is interrupted (Ctrl-C).

    Args:
        assistant: replies to what is typed.
        outbox: holds what is said unasked, at the start.
        history: file that keeps earlier lines for the arrow keys.
        may_keep: whether a line may go into that file.
        largest_file: bytes; a larger file is not read.
    """
    interactive = sys.stdin.isatty() and sys.stdout.isatty()

    async def say(reply: Reply) -> None:
        if interactive:
            show(reply)
        else:
            _write(render(reply))
        for file in reply.files:
            _write(words.FILE_WRITTEN.format(path=await write_anew(file)))

    async def say_unasked(outgoing: Outgoing) -> None:
        await say(outgoing.reply)

    await drain(outbox, "terminal", say_unasked)
    async for line in typed_lines(history, may_keep) if interactive else piped_lines():
        if not line.strip():
            continue
        try:
            attached = await read_attachment(line)
        except AttachmentNotFound as error:
            _write(words.NO_SUCH_FILE.format(path=error.path))
            continue
        incoming = _incoming(attached[1], attached[0]) if attached else _incoming(line)
        for reply in await assistant.handle(incoming, partial(fetch, largest=largest_file)):
            await say(reply)


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


def _write(text: str) -> None:
    sys.stdout.write(text + "\n\n")
    sys.stdout.flush()
