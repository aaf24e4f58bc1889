"""What was sent is unpacked, read and compared, before anything is asked about it."""

import time
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import PurePath

from bot.lessons.folder import is_lesson
from bot.library.adding.file_names import document_name
from bot.library.adding.personal_data import MOST_SEARCHED
from bot.library.adding.preview import Preview, preview
from bot.library.adding.proposal import Waiting, digest_of_file, digest_of_page
from bot.library.adding.sent import Limit, Sent, Skipped
from bot.library.catalogue import Entry
from knowledge.apart import Limits
from knowledge.archive import ArchiveLimits, ArchiveRefused, unpack
from knowledge.document import Document
from knowledge.passage import Passage
from knowledge.reading_apart import ReadingApart
from knowledge.unreadable import Unreadable

MOST_DOCUMENTS = 50
"""Documents that are added at once."""

LONGEST_READING = 60.0
"""Seconds that reading all that was sent at once may take; a channel waits twice as long for a reply."""

LIMITS = Limits(seconds=30)

_ARCHIVE = ".zip"


@dataclass(frozen=True, slots=True)
class Looked:
    """What there is to say about what was sent.

    Attributes:
        previews: of each document that it may become.
        waiting: what is fetched again if they are added.
        skipped: what becomes no document.
    """

    previews: tuple[Preview, ...]
    waiting: tuple[Waiting, ...]
    skipped: tuple[Skipped, ...]


@dataclass(frozen=True, slots=True)
class _Found:
    """A document that was read.

    Attributes:
        name: by which it will be known.
        document: what was read.
        sent: place of what it came in.
        member: its place in the archive, or None.
    """

    name: str
    document: Document
    sent: int
    member: int | None


class Looking:
    """Reads what was sent, in a process of its own; call it in a thread.

    Args:
        known: the documents that there are.
        passages: all that the assistant answers from.
        archives: what is taken out of each archive.
    """

    def __init__(self, known: Iterable[Entry], passages: Iterable[Passage], archives: ArchiveLimits) -> None:
        self._known = {entry.name.casefold(): entry.name for entry in known}
        self._passages = passages
        self._archives = archives

    def look(self, sent: tuple[Sent, ...], hidden: frozenset[str]) -> Looked:
        """Look at all that was sent.

        Args:
            sent: what was.
            hidden: names of the documents with which nothing is compared, as they are not for who reads this.
        """
        skipped: list[Skipped] = []
        found = list(self._read(sent, skipped))
        before = self._before({one.name for one in found} - hidden)
        previews: list[Preview] = []
        left = MOST_SEARCHED
        for one in found:
            shown = preview(one.name, one.document, before.get(one.name), left)
            left -= shown.characters
            previews.append(shown)
        waiting = (
            _waiting(one, [document for document in found if document.sent == place])
            for place, one in enumerate(sent)
        )
        return Looked(tuple(previews), tuple(one for one in waiting if one.documents), tuple(skipped))

    def _read(self, sent: tuple[Sent, ...], skipped: list[Skipped]) -> Iterator[_Found]:
        ends = time.monotonic() + LONGEST_READING
        taken: set[str] = set()
        with ReadingApart(LIMITS) as apart:
            for place, member, given, content in _files(sent, self._archives, skipped):
                name = self._known.get(given.casefold(), given)
                limit = _limit(name, taken, ends)
                if limit:
                    skipped.append(Skipped(name, limit))
                    continue
                try:
                    document = apart.read_bytes(name, content)
                except Unreadable as unreadable:
                    skipped.append(Skipped(name, unreadable.reason))
                    continue
                taken.add(name)
                yield _Found(name, document, place, member)

    def _before(self, names: set[str]) -> Mapping[str, tuple[Passage, ...]]:
        """Give the passages of documents as they are; of those that are not known or not indexed, none."""
        wanted = names & set(self._known.values())
        before: defaultdict[str, list[Passage]] = defaultdict(list)
        for passage in self._passages if wanted else ():
            if passage.source.document in wanted:
                before[passage.source.document].append(passage)
        return {name: tuple(passages) for name, passages in before.items()}


def contents(sent: Sent, waiting: Waiting, archives: ArchiveLimits) -> Iterator[tuple[str, bytes]]:
    """Give the documents of what waited, with their names; it is the same as when it was looked at."""
    if not waiting.members:
        yield waiting.documents[0], sent.content
        return
    entries = unpack(sent.content, archives).entries
    for name, member in zip(waiting.documents, waiting.members, strict=True):
        yield name, entries[member].data


def is_the_same(sent: Sent, waiting: Waiting) -> bool:
    """Whether what waited still is what it was; a page is read for it, so call it in a thread."""
    if not waiting.url:
        return digest_of_file(sent.content) == waiting.digest
    with ReadingApart(LIMITS) as apart:
        try:
            return _digest_of_page(apart.read_bytes(sent.name, sent.content)) == waiting.digest
        except Unreadable:
            return False


def _files(
    sent: tuple[Sent, ...], archives: ArchiveLimits, skipped: list[Skipped]
) -> Iterator[tuple[int, int | None, str, bytes]]:
    """Give each file: place of what it came in, its place in the archive, its name, and its content."""
    for place, one in enumerate(sent):
        if PurePath(one.name).suffix.lower() != _ARCHIVE:
            yield place, None, one.name, one.content
            continue
        try:
            unpacked = unpack(one.content, archives)
        except ArchiveRefused as refused:
            skipped.append(Skipped(one.name, refused.reason))
            continue
        skipped += (Skipped(document_name(file.name), file.reason) for file in unpacked.refused)
        for member, file in enumerate(unpacked.entries):
            yield place, member, document_name(file.name), file.data


def _limit(name: str, taken: set[str], ends: float) -> Limit | None:
    if name.casefold() in {one.casefold() for one in taken}:
        return Limit.SAME_NAME
    if is_lesson(name):
        return Limit.LESSON
    if len(taken) >= MOST_DOCUMENTS:
        return Limit.TOO_MANY
    return Limit.TOO_LONG if time.monotonic() > ends else None


def _waiting(sent: Sent, found: list[_Found]) -> Waiting:
    is_page = bool(sent.url) and bool(found)
    return Waiting(
        attachment=sent.attachment,
        url=sent.url,
        digest=_digest_of_page(found[0].document) if is_page else digest_of_file(sent.content),
        documents=tuple(one.name for one in found),
        members=tuple(one.member for one in found if one.member is not None),
        size=len(sent.content),
        said=sent.said,
    )


def _digest_of_page(document: Document) -> str:
    """Tell what a page says; its name is not a part of that."""
    return digest_of_page(replace(document, source=replace(document.source, document="")))
