"""What an admin is asked about: files that become documents if they say so.

It is kept with what is remembered of them, and nothing of the files is: where they can be fetched again, and
by what they are recognised then.
"""

from dataclasses import dataclass
from hashlib import sha256

from pydantic import TypeAdapter, ValidationError

from bot.library.adding.said import Said
from bot.messages import Attachment
from index.changes import document_hashes
from knowledge.document import Document


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """A file, an archive or a web page that waits for an answer.

    Attributes:
        attachment: the file as the channel can fetch it; None for a page.
        url: of the page, as it was typed; ``""`` for a file.
        digest: SHA-256 of the content of a file, or of what was read in a page: that may be written in
            another way each time that it is fetched.
        documents: names of the documents that it becomes.
        members: for each of these its place among the files of the archive; empty for no archive.
        size: bytes of what is fetched.
        said: for whom and when these will hold, as far as that was said with it; None for nothing.
    """

    attachment: Attachment | None
    url: str
    digest: str
    documents: tuple[str, ...]
    members: tuple[int, ...] = ()
    size: int
    said: Said | None = None


_PROPOSAL = TypeAdapter(tuple[Waiting, ...])


def write_proposal(waiting: tuple[Waiting, ...]) -> str:
    """Give what waits as it is remembered."""
    return _PROPOSAL.dump_json(waiting).decode()


def read_proposal(written: str) -> tuple[Waiting, ...]:
    """Give what waits, from what `write_proposal` gave; nothing where another version wrote it otherwise."""
    try:
        return _PROPOSAL.validate_json(written)
    except ValidationError:
        return ()


def digest_of_file(content: bytes) -> str:
    """Tell a file from one with another content."""
    return sha256(content).hexdigest()


def digest_of_page(document: Document) -> str:
    """Tell a page from one that says something else."""
    (digest,) = document_hashes([document]).values()
    return digest
