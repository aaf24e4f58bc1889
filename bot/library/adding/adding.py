"""Files and web pages become documents: shown first, and kept when an admin says so."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace

from bot.attachments import AttachmentUnavailable, Fetch
from bot.commands.done import Done, say
from bot.fetching.refused import FetchRefused
from bot.library.actions import AddDocuments, NewDocument
from bot.library.adding.gathering import Gathered, gather
from bot.library.adding.looking import Looking, contents, is_the_same
from bot.library.adding.proposal import Waiting, read_proposal, write_proposal
from bot.library.adding.reply import Scope, preview_reply
from bot.library.adding.sent import Sent, Sizes
from bot.library.catalogue import Catalogue
from bot.library.term_words import Misunderstood, TermsNotUnderstood, read_terms
from bot.library.terms import EVERYONE_ALWAYS, Terms
from bot.memory import Awaiting
from bot.messages import Incoming
from bot.overview.period import day_here
from bot.privacy.gate import Admitted
from bot.settings import KnowledgeSettings
from bot.wording import library_preview as words
from bot.wording.fetching import refusal
from bot.wording.library import MISUNDERSTOOD
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
    """

    def __init__(
        self, catalogue: Catalogue, settings: KnowledgeSettings, fetch_page: FetchPage | None = None
    ) -> None:
        self._catalogue = catalogue
        self._hosts = settings.hosts
        self._sizes = Sizes(settings.largest_document, TOGETHER * settings.largest_document)
        self._archives = ArchiveLimits(file_bytes=self._sizes.largest, total_bytes=self._sizes.together)
        self._fetch_page = fetch_page or self._from_the_internet

    async def preview(self, incoming: Incoming, admitted: Admitted, fetch: Fetch) -> Done:
        """Show what the files of an admin would become, and ask whether they are added.

        Args:
            incoming: the message, for who sent it and where.
            admitted: its words and its files.
            fetch: gives the content of a file.
        """
        try:
            terms = _terms_in(admitted.text, incoming)
        except TermsNotUnderstood as error:
            return Done(say(f"{MISUNDERSTOOD[error.reason]} {words.SEND_AGAIN}"))
        notes = (words.NO_TERMS,) if admitted.text and terms is None else ()
        gathered = await gather(admitted.attachments, fetch, self._sizes)
        return await self._show(gathered, incoming, terms, *notes)

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
            terms = _terms_in(rest, incoming)
            sent = await self._page(address)
        except TermsNotUnderstood as error:
            return Done(say(MISUNDERSTOOD[error.reason]))
        except FetchRefused as refused:
            return Done(say(refusal(refused, self._hosts, self._sizes.largest)))
        notes = (words.NO_TERMS,) if rest and terms is None else ()
        return await self._show(Gathered([sent]), incoming, terms, *notes)

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
        for waiting in proposed:
            try:
                sent = await self._again(waiting, fetch)
            except FetchRefused as refused:
                return Done(say(refusal(refused, self._hosts, self._sizes.largest)))
            except AttachmentUnavailable as unavailable:
                return Done(say(words.UNAVAILABLE_NOW.format(name=unavailable.attachment.name)))
            changed.sent.append(sent)
            if await asyncio.to_thread(is_the_same, sent, waiting):
                documents += [
                    NewDocument(name=name, content=content, url=waiting.url, terms=waiting.terms)
                    for name, content in await asyncio.to_thread(self._contents, sent, waiting)
                ]
            else:
                form = words.CHANGED_PAGE if waiting.url else words.CHANGED_FILE
                notes.append(form.format(name=sent.name))
        if notes:
            return await self._show(changed, incoming, proposed[0].terms, *notes)
        names = tuple(document.name for document in documents)
        return Done(say(words.taking_up(names)), AddDocuments(tuple(documents)))

    def _contents(self, sent: Sent, waiting: Waiting) -> list[tuple[str, bytes]]:
        return list(contents(sent, waiting, self._archives))

    async def _show(self, gathered: Gathered, incoming: Incoming, terms: Terms | None, *notes: str) -> Done:
        known = {entry.name: entry for entry in await self._catalogue.entries()}
        room = incoming.place
        elsewhere = {
            name
            for name, entry in known.items()
            if entry.terms.rooms is not None and room not in entry.terms.rooms
        }
        scope = Scope(
            known=known,
            hidden=frozenset(elsewhere),
            room=room,
            terms=terms,
            sizes=self._sizes,
        )
        looking = Looking(known.values(), self._catalogue.passages, self._archives)
        looked = await asyncio.to_thread(looking.look, tuple(gathered.sent), scope.hidden)
        looked = replace(looked, skipped=(*gathered.skipped, *looked.skipped))
        reply, doubt = await asyncio.to_thread(preview_reply, looked, scope, *notes)
        waiting = tuple(replace(one, terms=terms) for one in looked.waiting)
        awaiting = Awaiting(doubt, write_proposal(waiting)) if doubt else None
        return Done(reply, awaiting=awaiting)

    async def _again(self, waiting: Waiting, fetch: Fetch) -> Sent:
        if waiting.attachment is None:
            return await self._page(waiting.url)
        content = await fetch(waiting.attachment)
        return Sent(name=waiting.attachment.name, content=content, attachment=waiting.attachment)

    async def _page(self, address: str) -> Sent:
        page = await self._fetch_page(address)
        return Sent(name=page.name, content=page.content, url=page.url)

    async def _from_the_internet(self, address: str) -> NewDocument:
        # What fetches takes a sixth of a second to import, and on most days nobody adds a page.
        from bot.fetching.page import fetch_page  # noqa: PLC0415

        return await fetch_page(address, self._hosts, self._sizes.largest)


def _terms_in(text: str, incoming: Incoming) -> Terms | None:
    """Read for whom and when what is sent holds, where that is said with it.

    Raises:
        TermsNotUnderstood: it begins to say so; what was meant to be a limit must not be passed over.
    """
    room = incoming.place
    try:
        return read_terms(text, EVERYONE_ALWAYS, room, day_here(incoming.sent_at))
    except TermsNotUnderstood as error:
        if error.reason is Misunderstood.NOTHING:
            return None
        raise
