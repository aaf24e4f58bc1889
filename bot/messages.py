"""What channels and the assistant hand to each other: `Incoming` one way, `Reply` the other.

A reply is built of blocks and spans, never of markup, so that each channel renders it in its
own way and nothing a person or a document wrote can become markup.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


@dataclass(frozen=True, slots=True, kw_only=True)
class Incoming:
    """One message from a person, as the assistant sees it on every channel.

    Attributes:
        channel: name of the channel: ``terminal``, ``matrix``, ``telegram``.
        conversation: what belongs together on that channel (a room, or a thread in it).
        sender: the person, as the channel identifies them.
        event: identifies this message on its channel; handling it twice gives one answer.
        text: what they wrote, without the mention of the assistant.
        direct: a conversation of two; otherwise a group.
        addressed: the person mentioned the assistant or replied to it.
        sent_at: when they sent it.
    """

    channel: str
    conversation: str
    sender: str
    event: str
    text: str
    direct: bool
    addressed: bool
    sent_at: datetime


@dataclass(frozen=True, slots=True)
class Text:
    """Words, optionally emphasised."""

    text: str
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Link:
    """Words that lead to a web address."""

    text: str
    url: str


Span = Text | Link


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A line of running text."""

    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class QuotedLine:
    """A sentence or list item in the document's own words.

    Attributes:
        text: the words.
        marker: ``"-"`` or ``"1."`` for an item, else ``""``.
        starts_paragraph: a paragraph of the document begins with it.
        after_gap: words of the document between this line and the one before are left out.
    """

    text: str
    marker: str = ""
    starts_paragraph: bool = False
    after_gap: bool = False


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of a document, verbatim."""

    lines: tuple[QuotedLine, ...]


@dataclass(frozen=True, slots=True)
class Listing:
    """A list of short entries."""

    items: tuple[tuple[Span, ...], ...]
    ordered: bool = False


Block = Paragraph | Quote | Listing


@dataclass(frozen=True, slots=True)
class Choice:
    """Something the person may pick: `label` is shown, `value` is what counts as typed."""

    label: str
    value: str


class Kind(StrEnum):
    """What a reply is, seen from the person who asked."""

    ANSWER = "answer"
    NEARBY = "nearby"
    UNKNOWN = "unknown"
    REPORT = "report"
    SMALLTALK = "smalltalk"
    COMMAND = "command"
    NOTICE = "notice"


@dataclass(frozen=True, slots=True)
class Citation:
    """A place in a document that a reply leans on.

    Attributes:
        document: file name as indexed.
        title: title of the document.
        section: heading path for people, or ``""``.
        url: web address, or ``""``.
        date: date as the document gives it, or ``""``.
        quote: the words of the document that are shown, or ``""`` where it is only pointed to.
    """

    document: str
    title: str
    section: str
    url: str
    date: str
    quote: str


@dataclass(frozen=True, slots=True)
class Reply:
    """One message from the assistant.

    Attributes:
        blocks: what it says, in order.
        kind: what it is to the person who asked; a notice is said unasked.
        choices: what the person may pick.
        citations: the places in documents that it leans on, the quoted one first.
        score: probability (0 to 1) that the quote answers the question, or None where nothing was searched.
    """

    blocks: tuple[Block, ...]
    kind: Kind = Kind.NOTICE
    choices: tuple[Choice, ...] = ()
    citations: tuple[Citation, ...] = ()
    score: float | None = None


def paragraph(*spans: Span | str) -> Paragraph:
    """Make a paragraph; plain strings become plain text."""
    return Paragraph(tuple(Text(span) if isinstance(span, str) else span for span in spans))
