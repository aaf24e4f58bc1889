"""What channels and the assistant hand to each other: `Incoming` one way, `Reply` the other.

A reply is built of blocks and spans, never of markup, so that each channel renders it in its
own way and nothing a person or a document wrote can become markup.
"""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment:
    """A file that came with a message; its content is fetched when it is wanted.

    Attributes:
        name: file name as the sender gave it.
        size: bytes, as the channel says; None where it does not say.
        source: what the channel needs to fetch the content.
    """

    name: str
    size: int | None
    source: str


class Act(StrEnum):
    """What a person does with a message.

    Attributes:
        SAY: say something.
        CORRECT: change what they said.
        REACT: put a sign with something that the assistant said.
        WITHDRAW: take back what they said or the sign that they gave.
    """

    SAY = "say"
    CORRECT = "correct"
    REACT = "react"
    WITHDRAW = "withdraw"


@dataclass(frozen=True, slots=True, kw_only=True)
class Incoming:
    """One message from a person, as the assistant sees it on every channel.

    Attributes:
        channel: name of the channel: ``terminal``, ``matrix``, ``telegram``.
        conversation: what belongs together on that channel: a room, or a thread in it with a space between.
        sender: the person, as the channel identifies them.
        event: identifies this message on its channel; handling it twice gives one answer.
        text: what they wrote, without the mention of the assistant.
        direct: a conversation of two; otherwise a group.
        addressed: the person mentioned the assistant or replied to it.
        sent_at: when they sent it.
        attachments: the files that came with it.
        withheld: `text` is not what they wrote: it held personal data, and was not kept over a restart.
        act: what they do; of a correction `text` is the new words, of a reaction the sign.
        target: the event that is corrected, reacted to or withdrawn; ``""`` where something is said.
        changes: of a reaction that can change, what it and all that take its place have in common; ``""``
            where a reaction is withdrawn instead.
        replies_to: the event that it says it replies to; ``""`` where it says none.
        late: the assistant was away for so long that an answer may not be wanted any more.
        surplus: too many messages of the sender were waiting, so it was not read: it stands for all that came
            after those, and says nothing.
    """

    channel: str
    conversation: str
    sender: str
    event: str
    text: str
    direct: bool
    addressed: bool
    sent_at: datetime
    attachments: tuple[Attachment, ...] = ()
    withheld: bool = False
    act: Act = Act.SAY
    target: str = ""
    changes: str = ""
    replies_to: str = ""
    late: bool = False
    surplus: bool = False

    @property
    def room(self) -> str:
        """Where everybody who can read it is: the conversation without its thread."""
        return _room(self.channel, self.conversation)

    @property
    def place(self) -> str:
        """Channel and room, as settings and the terms of documents name it: ``matrix:!abc:example.org``."""
        return place_of(self.channel, self.conversation)


@dataclass(frozen=True, slots=True)
class Text:
    """Words, optionally emphasised.

    Attributes:
        text: what is shown.
        strong: emphasised.
        kept_as: what is kept in their place, where the words may be shown but not kept.
    """

    text: str
    strong: bool = False
    kept_as: str | None = None


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


@dataclass(frozen=True, slots=True)
class File:
    """A file that the assistant sends; it is made anew when asked for again, and not kept.

    Attributes:
        name: file name.
        media_type: what it is.
        content: its bytes.
        alternative: of a picture: what it shows, for who cannot see it; else ``""``.
    """

    name: str
    media_type: str
    content: bytes
    alternative: str = ""


class Kind(StrEnum):
    """What a reply is, seen from the person who asked."""

    ANSWER = "answer"
    NEARBY = "nearby"
    UNKNOWN = "unknown"
    REPORT = "report"
    SMALLTALK = "smalltalk"
    COMMAND = "command"
    NOTICE = "notice"


FOUND = frozenset({Kind.ANSWER, Kind.NEARBY, Kind.UNKNOWN})
"""What a reply to a question is; people may say of it whether it helped."""


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
        files: sent with it.
        continues_directly: what the message wants is for a conversation of two: the channel opens one with
            the sender and hands the same message in there.
    """

    blocks: tuple[Block, ...]
    kind: Kind = Kind.NOTICE
    choices: tuple[Choice, ...] = ()
    citations: tuple[Citation, ...] = ()
    score: float | None = None
    files: tuple[File, ...] = ()
    continues_directly: bool = False


def place_of(channel: str, conversation: str) -> str:
    """Name where a conversation is, as settings and the terms of documents name it."""
    return f"{channel}:{_room(channel, conversation)}"


def _room(channel: str, conversation: str) -> str:
    # A topic on Telegram is named as a part of its group.
    return conversation.partition("/" if channel == "telegram" else " ")[0]


def paragraph(*spans: Span | str) -> Paragraph:
    """Make a paragraph; plain strings become plain text."""
    return Paragraph(tuple(Text(span) if isinstance(span, str) else span for span in spans))


def keepable(reply: Reply) -> Reply:
    """Give the reply as it may be kept: without files, and without words that may only be shown."""
    return replace(reply, blocks=tuple(_keepable_block(block) for block in reply.blocks), files=())


def _keepable_block(block: Block) -> Block:
    match block:
        case Paragraph(spans):
            return Paragraph(_keepable_spans(spans))
        case Listing(items, ordered):
            return Listing(tuple(_keepable_spans(item) for item in items), ordered)
        case Quote():
            return block


def _keepable_spans(spans: tuple[Span, ...]) -> tuple[Span, ...]:
    return tuple(
        Text(span.kept_as, span.strong) if isinstance(span, Text) and span.kept_as is not None else span
        for span in spans
    )
