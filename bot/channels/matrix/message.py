"""A message in a Matrix room."""

from dataclasses import dataclass
from datetime import datetime

from bot.messages import Attachment


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """A message as it was sent.

    Attributes:
        event: id of the event.
        sender: who sent it.
        sent_at: when, as the sender's homeserver says.
        text: what they wrote, without the quote that clients put above a reply; of a file, its caption.
        html: the same as HTML, not to be trusted, or ``""``.
        mentioned: users that the sender's client says are mentioned; None where it does not say.
        reply_to: event that this replies to, or None.
        thread: first event of the thread that this is in, or None.
        attachments: the file that it is, if it is one.
    """

    event: str
    sender: str
    sent_at: datetime
    text: str
    html: str
    mentioned: frozenset[str] | None
    reply_to: str | None
    thread: str | None
    attachments: tuple[Attachment, ...] = ()
