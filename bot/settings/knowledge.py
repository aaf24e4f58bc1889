"""Settings of what the assistant knows, and how that is kept fresh."""

from pathlib import Path
from typing import Annotated

from pydantic import BeforeValidator, Field, StringConstraints
from pydantic_settings import NoDecode

from bot.naming import CHANNELS
from bot.settings.section import Section
from bot.settings.values import Names, split_names

Room = Annotated[str, StringConstraints(pattern=rf"^({'|'.join(CHANNELS)}):\S+$")]
"""A channel and the room as that channel names it, such as ``matrix:!abc:example.org``."""

Rooms = Annotated[tuple[Room, ...], NoDecode, BeforeValidator(split_names)]
"""In the environment with commas or spaces between them."""


class KnowledgeSettings(Section):
    """What the assistant knows, and how that is kept fresh.

    Attributes:
        admin_rooms: groups in which admins tend the knowledge together; in a conversation of two they always
            can.
        hosts: names of the web hosts of which pages may be added.
        document_megabytes: largest file that may be added in chat.
        reindex_at: hour of the day, in the Netherlands, at which the documents are read again, or None.
        watch: whether the documents are read again when a file changes.
        keep_generations: how many generations of the index are kept, the one that serves among them.
        keep_days: how long a generation that no longer serves is kept.
        evaluation: file with questions and the document that answers each; by default those that come with
            Wegwijzer, and what admins change in them is kept in `data_dir`.
        most_lost: share (0 to 1) of these questions that may go wrong of what went right before; a generation
            that loses more does not come to serve. None for any.
    """

    admin_rooms: Rooms = ()
    hosts: Names = ()
    document_megabytes: float = Field(default=25, gt=0, le=50)
    reindex_at: int | None = Field(default=None, ge=0, lt=24)
    watch: bool = False
    keep_generations: int = Field(default=5, ge=2)
    keep_days: int = Field(default=30, gt=0)
    evaluation: Path | None = None
    most_lost: float | None = Field(default=None, ge=0, le=1)

    @property
    def largest_document(self) -> int:
        """Bytes of the largest file that may be added in chat."""
        return int(self.document_megabytes * 2**20)
