"""Web pages that become documents."""

from collections.abc import AsyncIterator, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.attachments import no_files
from bot.fetching.refused import FetchRefused, Refusal
from bot.library.actions import AddDocuments, NewDocument
from bot.library.adding.adding import Adding
from bot.library.catalogue import Catalogue, Origin
from bot.rendering.plain import render
from bot.settings import KnowledgeSettings
from bot.storage.database import open_database
from bot.storage.library import Library
from bot.wording import library_preview as words
from knowledge.passage import Passage
from tests.bot.incoming import incoming

ADDRESS = "https://www.example.org/loket"
PAGE = "<html><body><h1>Het loket</h1><p>Het loket gaat om {hour} uur open.</p><!-- {nonce} --></body></html>"
ADDED = datetime(2026, 3, 3, 12, tzinfo=UTC)


@dataclass
class Web:
    """One page, as it is at the moment, or the refusal to fetch it."""

    content: str
    refused: FetchRefused | None = None

    async def fetch(self, address: str) -> NewDocument:
        if self.refused:
            raise self.refused
        return NewDocument(name="example.org-loket.html", content=self.content.encode(), url=address)


@dataclass
class Indexed:
    """An index of nothing."""

    generation: int = 1
    passages: Iterable[Passage] = field(default_factory=tuple)
    versions: Mapping[str, str] = field(default_factory=dict)


@pytest.fixture
async def library(tmp_path: Path) -> AsyncIterator[Library]:
    engine = await open_database(f"sqlite:///{tmp_path / 'db'}")
    yield Library(engine)
    await engine.dispose()


@pytest.fixture
def web() -> Web:
    return Web(PAGE.format(hour="acht", nonce="1"))


@pytest.fixture
def catalogue(library: Library) -> Catalogue:
    return Catalogue(Indexed(), library, ())


@pytest.fixture
def adding(catalogue: Catalogue, web: Web) -> Adding:
    return Adding(catalogue, KnowledgeSettings(), web.fetch)


async def test_a_page_is_shown_and_added_from_where_it_was_fetched(
    adding: Adding, catalogue: Catalogue, library: Library, web: Web
) -> None:
    shown = await adding.preview_page(ADDRESS, incoming(""))
    assert "example.org-loket.html: Het loket" in render(shown.reply)
    assert shown.awaiting is not None
    web.content = PAGE.format(hour="acht", nonce="2")

    done = await adding.add(shown.awaiting.message, incoming("ja"), no_files)

    assert isinstance(done.action, AddDocuments)
    await library.change(done.action, ADDED)
    (entry,) = [one for one in await catalogue.entries() if one.added]
    assert (entry.name, entry.origin) == ("example.org-loket.html", Origin.PAGE)
    assert entry.added.url == ADDRESS
    assert await library.content(entry.name) == web.content.encode()
    again = await adding.preview_page(ADDRESS, incoming(""))
    assert words.REPLACES.format(name=entry.name, since=" van 3 maart 2026") in render(again.reply)


async def test_a_page_that_says_something_else_by_then_is_shown_again(adding: Adding, web: Web) -> None:
    shown = await adding.preview_page(ADDRESS, incoming(""))
    web.content = PAGE.format(hour="negen", nonce="1")

    done = await adding.add(shown.awaiting.message, incoming("ja"), no_files)

    assert done.action is None
    assert words.CHANGED_PAGE in render(done.reply)
    assert "negen uur" in render(done.reply)


async def test_a_page_that_cannot_be_fetched_by_then_is_not_added(adding: Adding, web: Web) -> None:
    shown = await adding.preview_page(ADDRESS, incoming(""))
    web.refused = FetchRefused(Refusal.TOO_SLOW)

    done = await adding.add(shown.awaiting.message, incoming("ja"), no_files)

    assert done.action is None
    assert "Het ophalen duurt te lang" in render(done.reply)


async def test_a_page_without_text_is_not_asked_about(adding: Adding, web: Web) -> None:
    web.content = "<html></html>"

    shown = await adding.preview_page(ADDRESS, incoming(""))

    assert shown.awaiting is None
    assert words.NOTHING_TO_ADD in render(shown.reply)


async def test_without_an_address_it_is_asked_for(adding: Adding) -> None:
    assert words.WHICH_PAGE in render((await adding.preview_page("", incoming(""))).reply)
