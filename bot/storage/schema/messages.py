"""Messages that come in, what was replied to them, and what is said unasked."""

from sqlalchemy import JSON, Boolean, Column, Float, Index, Integer, String, Table, Text, UniqueConstraint

from bot.storage.schema.metadata import UtcDateTime, metadata
from bot.storage.schema.person import person

inbox = Table(
    "inbox",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("channel", String(32), nullable=False),
    Column("event", String(255), nullable=False),
    Column("message", JSON, nullable=False),
    Column("finished_at", UtcDateTime),
    Column("receiver", Integer),
    UniqueConstraint("channel", "event"),
    Index(None, "channel", "finished_at", "id"),
    sqlite_autoincrement=True,
)
"""Messages received, in order of arrival, until they are answered.

`receiver` is the process that has in memory what may not be stored of it; None where all of it is here.
"""

to_answer = Table(
    "to_answer",
    metadata,
    Column("id", Integer, primary_key=True),
    *person(),
    Column("event", String(255), nullable=False),
    Column("message", JSON, nullable=False),
    Column("receiver", Integer),
    Column("asked_at", UtcDateTime, nullable=False),
    Column("returned", String(32)),
    UniqueConstraint("channel", "event"),
    Index(None, "channel", "sender"),
    sqlite_autoincrement=True,
)
"""Messages that any process may make the replies to, until one did; see `AnswerQueue`.

`receiver` is the only process that may, as it has what may not be stored of it. `returned` says why it has no
replies, where it was tried.
"""

continuation = Table(
    "continuation",
    metadata,
    Column("channel", String(32), primary_key=True),
    Column("key", String(64), primary_key=True),
    *person()[1:],
    Column("message", JSON, nullable=False),
    Column("created_at", UtcDateTime, nullable=False),
    Index(None, "channel", "sender"),
)
"""Messages from a group that their sender (`sender`) goes on with in a conversation of two."""

channel_position = Table(
    "channel_position",
    metadata,
    Column("channel", String(32), primary_key=True),
    Column("position", Text, nullable=False),
)
"""Up to where a channel has handed its messages to the inbox."""

handled_event = Table(
    "handled_event",
    metadata,
    Column("channel", String(32), primary_key=True),
    Column("event", String(255), primary_key=True),
    Column("replies", JSON, nullable=False),
    Column("handled_at", UtcDateTime, nullable=False),
    Column("conversation", String(512)),
    Column("sender", String(255)),
    Column("question", Text),
    Column("kind", String(32)),
    Index(None, "channel", "sender"),
    Index(None, "handled_at"),
)
"""What was replied to each message: handling it again gives the same.

Who sent it, and where, is None for somebody who wanted to be forgotten. `question` is what was asked with
it, complete in itself and without personal data, where it was a question, and `kind` what was replied to it.
"""

sent_event = Table(
    "sent_event",
    metadata,
    Column("channel", String(32), primary_key=True),
    Column("event", String(255), primary_key=True),
    Column("cause", String(255), nullable=False),
    Column("number", Integer, nullable=False),
    Column("part", Integer, nullable=False),
    Column("sent_at", UtcDateTime, nullable=False),
    UniqueConstraint("channel", "cause", "number", "part"),
)
"""What the assistant said: the message that caused it, which of the replies to it, and which part of that."""

feedback = Table(
    "feedback",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("channel", String(32), nullable=False),
    Column("event", String(255)),
    Column("given_at", UtcDateTime, nullable=False),
    Column("helpful", Boolean, nullable=False),
    Column("question", Text, nullable=False),
    Column("kind", String(32), nullable=False),
    Column("documents", JSON, nullable=False),
    Column("score", Float),
    UniqueConstraint("channel", "event"),
    Index(None, "given_at"),
    sqlite_autoincrement=True,
)
"""Whether an answer helped, without who says so.

`event` is the reaction that says it, so that it can be taken back; None once that is long ago.
"""

outbox = Table(
    "outbox",
    metadata,
    Column("id", Integer, primary_key=True),
    *person(),
    Column("reply", JSON, nullable=False),
    Column("about", String(32)),
    Column("created_at", UtcDateTime, nullable=False),
    Column("not_before", UtcDateTime),
    Column("awaiting", JSON(none_as_null=True)),
    Column("edits", String(255)),
    Column("sent_at", UtcDateTime),
    Index(None, "channel", "sent_at", "id"),
    Index(None, "channel", "sender"),
    sqlite_autoincrement=True,
)
"""What is said unasked to a person (`sender`) in a conversation, and from when; None for at once.

`about` is the number of the knelpunt that it is about, where it is about one; `awaiting` is what the person
is asked with it, or None. `edits` is the message of which it takes the place of the first reply, or None.
"""
