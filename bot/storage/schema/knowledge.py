"""What the assistant knows besides the documents in the settings, and how that is tended."""

from sqlalchemy import JSON, Boolean, Column, Date, Index, Integer, LargeBinary, String, Table, Text

from bot.storage.schema.metadata import UtcDateTime, metadata
from bot.storage.schema.person import person

library_document = Table(
    "library_document",
    metadata,
    Column("name", String(255), primary_key=True),
    Column("url", Text, nullable=False),
    Column("added_at", UtcDateTime, nullable=False),
    # Last: what comes after it SQLite finds by going through all of it.
    Column("content", LargeBinary, nullable=False),
)
"""Files that admins added; `url` is where a web page was fetched, or ``""``."""

document_terms = Table(
    "document_terms",
    metadata,
    Column("document", String(255), primary_key=True),
    Column("valid_from", Date),
    Column("valid_until", Date),
    Column("rooms", JSON(none_as_null=True)),
    Column("withdrawn_at", UtcDateTime),
)
"""For a document, wherever it comes from: from and up to which day it holds, and who may read it.

`rooms` are a channel and a room each (``matrix:!abc:example.org``), or None for everyone. What was withdrawn
is shown to nobody, also where an index still holds it.
"""

index_job = Table(
    "index_job",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("kind", String(32), nullable=False),
    Column("generation", Integer),
    Column("forced", Boolean, nullable=False),
    Column("asked_at", UtcDateTime, nullable=False),
    *person(nullable=True),
    Column("event", String(255)),
    Column("cancelled_at", UtcDateTime),
    Column("finished_at", UtcDateTime),
    Column("summary", JSON(none_as_null=True)),
    Index(None, "finished_at"),
    sqlite_autoincrement=True,
)
"""What is done to the index, and what came of it.

Who asked for it, where, and with which message, is None where nobody did, and of who wanted to be forgotten.
`generation` is the one to go back to.
"""

fixed_answer = Table(
    "fixed_answer",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("questions", JSON, nullable=False),
    Column("text", Text, nullable=False),
    Column("source", Text, nullable=False),
    Column("owner", String(255), nullable=False),
    Column("review_on", Date, nullable=False),
    Column("changed_at", UtcDateTime, nullable=False),
    sqlite_autoincrement=True,
)
"""Answers that admins wrote, the questions each is for, who keeps it right, and when that is looked at."""

question_decision = Table(
    "question_decision",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("question", Text, nullable=False),
    Column("decision", String(32), nullable=False),
    Column("decided_at", UtcDateTime, nullable=False),
    sqlite_autoincrement=True,
)
"""What was decided on a question that had no good answer, and with it on the same ones asked before."""
