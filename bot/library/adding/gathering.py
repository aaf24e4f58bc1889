"""Fetching the files of a message, as far as they are not too large."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from bot.attachments import AttachmentUnavailable, Fetch, Obstacle
from bot.library.adding.file_names import document_name
from bot.library.adding.said import Said
from bot.library.adding.sent import Limit, Sent, Sizes, Skipped
from bot.messages import Attachment


@dataclass(frozen=True, slots=True)
class Gathered:
    """What could be fetched, and what could not."""

    sent: list[Sent] = field(default_factory=list)
    skipped: list[Skipped] = field(default_factory=list)


async def gather(
    attachments: Sequence[Attachment], fetch: Fetch, sizes: Sizes, said: Said | None
) -> Gathered:
    """Fetch files, and give them names under which they may be kept.

    Args:
        attachments: the files, as the channel gave them.
        fetch: gives the content of a file.
        sizes: how large they may be.
        said: for whom and when they will hold, as far as that was said with them.
    """
    gathered = Gathered()
    total = 0
    for sent in attachments:
        attachment = replace(sent, name=document_name(sent.name))
        content = b""
        reason: Limit | Obstacle | None = too_large(attachment.size or 0, total, sizes)
        if reason is None:
            try:
                content = await fetch(attachment)
                # The channel need not have said how large it is, and may have said so wrongly.
                reason = too_large(len(content), total, sizes)
            except AttachmentUnavailable as unavailable:
                reason = unavailable.obstacle
        if reason is None:
            total += len(content)
            gathered.sent.append(
                Sent(name=attachment.name, content=content, attachment=attachment, said=said)
            )
        else:
            gathered.skipped.append(Skipped(attachment.name, reason))
    return gathered


def too_large(size: int, before: int, sizes: Sizes) -> Limit | None:
    """Say which limit is passed; None for none.

    Args:
        size: bytes of a file.
        before: bytes of what came before it.
        sizes: how large they may be.
    """
    if size > sizes.largest:
        return Limit.TOO_LARGE
    return Limit.TOO_MUCH if before + size > sizes.together else None
