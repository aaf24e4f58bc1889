"""Files and web pages become documents: shown first, and kept when an admin says so."""

import asyncio
from collections.abc import Awaitable, Callable, Iterable, Mapping
from dataclasses import replace

from bot.attachments import AttachmentUnavailable, Fetch
from bot.commands.done import Done, say
from bot.fetching.refused import FetchRefused
from bot.library.actions import AddDocuments, NewDocument
from bot.library.adding.gathering import Gathered, gather, too_large
from bot.library.adding.looking import Looking, contents, is_the_same
from bot.library.adding.proposal import Waiting, read_proposal, write_proposal
from bot.library.adding.reply import Scope, preview_reply
from bot.library.adding.said import Said, said_in
from bot.library.adding.sent import Sent, Sizes
from bot.library.catalogue import Catalogue, Entry
from bot.library.term_words import TermsNotUnderstood
from bot.library.terms import EVERYONE_ALWAYS, Terms
from bot.memory import Awaiting
from bot.messages import Incoming
from bot.privacy.gate import Admitted
from bot.settings import KnowledgeSettings
from bot.wording import library_preview as words
from bot.wording.fetching import refusal
from bot.wording.library import MISUNDERSTOOD
from bot.wording.library_skipped import why_left_out
from knowledge.archive import ArchiveLimits

TOGETHER = 4
"""How many times the largest document all that comes at once may be."""

FetchPage = Callable[[str], Awaitable[NewDocument]]
"""Fetches a web page. Raises `FetchRefused`."""


class Adding:
    """Shows what files and pages would become, and makes them documents.

    Until its sender says so nothing of a file is kept, but for its name and how to fetch it again.

    Args:
        catalogue: the documents that there are.
        settings: how large documents may be, and of which hosts pages may be added.
        fetch_page: fetches a page; by default from the internet.

    Attributes:
        sizes: how large documents may be.
    """

    def __init__(
        self, catalogue: Catalogue, settings: KnowledgeSettings, fetch_page: FetchPage | None = None
    ) -> None:
        self._catalogue = catalogue
        self._hosts = settings.hosts
        self.sizes = Sizes(settings.largest_document, TOGETHER * settings.largest_document)
        self._archives = ArchiveLimits(file_bytes=self.sizes.largest, total_bytes=self.sizes.together)
        self._fetch_page = fetch_page or self._from_the_internet

    async def preview(self, incoming: Incoming, admitted: Admitted, fetch: Fetch) -> Done:
        """Show what the files of an admin would become, and ask whether they are added.

        Args:
            incoming: the message, for who sent it and where.
            admitted: its words and its files.
            fetch: gives the content of a file.
        """
        try:
            said = said_in(admitted.text, incoming)
        except TermsNotUnderstood as error:
            return Done(say(f"{MISUNDERSTOOD[error.reason]} {words.SEND_AGAIN}"))
        notes = (words.NO_TERMS,) if admitted.text and said is None else ()
        gathered = await gather(admitted.attachments, fetch, self.sizes, said)
        return await self._show(gathered, incoming, *notes)

    async def preview_page(self, typed: str, incoming: Incoming) -> Done:
        """Show what a web page would become, and ask whether it is added.

        Args:
            typed: its address, and maybe for whom and when it holds.
            incoming: the message, for who sent it and where.
        """
        address, _, rest = typed.partition(" ")
        if not address:
            return Done(say(words.WHICH_PAGE))
        try:
            sent = await self._page(address, said_in(rest, incoming))
        except TermsNotUnderstood as error:
            return Done(say(MISUNDERSTOOD[error.reason]))
        except FetchRefused as refused:
            return Done(say(refusal(refused, self._hosts, self.sizes.largest)))
        notes = (words.NO_TERMS,) if rest and sent.said is None else ()
        return await self._show(Gathered([sent]), incoming, *notes)

    async def add(self, proposal: str, incoming: Incoming, fetch: Fetch) -> Done:
        """Add what an admin was asked about: it is fetched again, and must be what it was.

        Args:
            proposal: what waits for the answer, as it was remembered.
            incoming: the message that says yes.
            fetch: gives the content of a file.
        """
        documents: list[NewDocument] = []
        changed = Gathered()
        notes: list[str] = []
        proposed = read_proposal(proposal)
        if not proposed:
            return Done(say(words.LOST))
        known = {entry.name: entry for entry in await self._catalogue.entries()}
        total = 0
        for waiting in proposed:
            try:
                sent = await self._again(waiting, fetch)
            except FetchRefused as refused:
                return Done(say(refusal(refused, self._hosts, self.sizes.largest)))
            except AttachmentUnavailable as unavailable:
                return Done(say(words.UNAVAILABLE_NOW.format(name=unavailable.attachment.name)))
            limit = too_large(len(sent.content), total, self.sizes)
            if limit:
                why = why_left_out(limit, self.sizes)
                return Done(say(words.TOO_LARGE_NOW.format(name=sent.name, why=why)))
            total += len(sent.content)
            changed.sent.append(sent)
            if await asyncio.to_thread(is_the_same, sent, waiting):
                terms = _terms((waiting,), known, incoming.place)
                documents += [
                    NewDocument(name=name, content=content, url=waiting.url, terms=terms.get(name))
                    for name, content in await asyncio.to_thread(self._contents, sent, waiting)
                ]
            else:
                form = words.CHANGED_PAGE if waiting.url else words.CHANGED_FILE
                notes.append(form.format(name=sent.name))
        if notes:
            return await self._show(changed, incoming, *notes)
        names = tuple(document.name for document in documents)
        return Done(say(words.taking_up(names)), AddDocuments(tuple(documents)))

    def _contents(self, sent: Sent, waiting: Waiting) -> list[tuple[str, bytes]]:
        return list(contents(sent, waiting, self._archives))

    async def _show(self, gathered: Gathered, incoming: Incoming, *notes: str) -> Done:
        known = {entry.name: entry for entry in await self._catalogue.entries()}
        room = incoming.place
        elsewhere = frozenset(
            name
            for name, entry in known.items()
            if entry.terms.rooms is not None and room not in entry.terms.rooms
        )
        # The terms of what was added last say nothing of the text that is still indexed.
        elsewhere |= await self._catalogue.superseded()
        looking = Looking(known.values(), self._catalogue.passages, self._archives)
        looked = await asyncio.to_thread(looking.look, tuple(gathered.sent), elsewhere)
        looked = replace(looked, skipped=(*gathered.skipped, *looked.skipped))
        scope = Scope(
            known=known,
            hidden=elsewhere,
            room=room,
            terms=_terms(looked.waiting, known, room),
            sizes=self.sizes,
        )
        reply, doubt = await asyncio.to_thread(preview_reply, looked, scope, *notes)
        awaiting = Awaiting(doubt, write_proposal(looked.waiting)) if doubt else None
        return Done(reply, awaiting=awaiting)

    async def _again(self, waiting: Waiting, fetch: Fetch) -> Sent:
        if waiting.attachment is None:
            return await self._page(waiting.url, waiting.said)
        content = await fetch(waiting.attachment)
        return Sent(
            name=waiting.attachment.name,
            content=content,
            attachment=waiting.attachment,
            said=waiting.said,
        )

    async def _page(self, address: str, said: Said | None) -> Sent:
        page = await self._fetch_page(address)
        return Sent(name=page.name, content=page.content, url=page.url, said=said)

    async def _from_the_internet(self, address: str) -> NewDocument:
        # What fetches takes a sixth of a second to import, and on most days nobody adds a page.
        from bot.fetching.page import fetch_page  # noqa: PLC0415

        return await fetch_page(address, self._hosts, self.sizes.largest)


def _terms(waiting: Iterable[Waiting], known: Mapping[str, Entry], room: str) -> dict[str, Terms]:
    """Give what the terms become of the documents of which that was said: of each its own, changed."""
    return {
        name: one.said.changed(known[name].terms if name in known else EVERYONE_ALWAYS, room)
        for one in waiting
        if one.said
        for name in one.documents
    }
