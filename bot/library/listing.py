"""A page of documents, to choose one from: the list is the choices, so that each is there once."""

from collections.abc import Sequence
from datetime import date
from functools import partial

from bot.commands.done import say
from bot.library.catalogue import Entry
from bot.library.finding import nearest_documents
from bot.messages import Choice, Kind, Reply, paragraph
from bot.paging import PAGE, no_such_page, other_pages
from bot.wording import library as words
from index.words import words as words_in

ON_A_PAGE = 8
"""With the pages before and after it there are ten choices, as many as there are signs for."""


def document_list(typed: str, entries: Sequence[Entry], elsewhere: int, today: date) -> Reply:
    """List a page of the documents that somebody asks for.

    Args:
        typed: words that are in their names or titles; empty for all.
        entries: all documents that may be listed, in order.
        elsewhere: how many others there are.
        today: the day on which they ask.
    """
    page = PAGE.search(typed)
    number = max(int(page[1]), 1) if page else 1
    asked = " ".join(PAGE.sub(" ", typed).split())
    matching = [entry for entry in entries if is_asked_for(entry, asked)]
    if not matching:
        return _none(asked, entries)
    start = (number - 1) * ON_A_PAGE
    shown = matching[start : start + ON_A_PAGE]
    if not shown:
        return no_such_page(_page(asked, 1))
    choices = [Choice(words.entry_in_short(entry, today), f"/document {entry.name}") for entry in shown]
    is_last = start + len(shown) >= len(matching)
    choices += other_pages(number, is_last=is_last, command=partial(_page, asked))
    said = [_heading(asked, matching, start, len(shown))]
    if not typed.strip():
        said.append(words.HOW)
    if elsewhere:
        said.append(words.not_here(elsewhere))
    return Reply(tuple(map(paragraph, said)), Kind.COMMAND, tuple(choices))


def is_asked_for(entry: Entry, asked: str) -> bool:
    """Whether all words that are asked for are in the name or the title of a document, whole or in part."""
    told = " ".join(words_in(f"{entry.name} {entry.source.title}"))
    return all(word in told for word in words_in(asked))


def _heading(asked: str, matching: Sequence[Entry], start: int, shown: int) -> str:
    form = words.MATCHING if asked else words.ALL
    counted = words.documents(len(matching))
    said = form.format(documents=counted, words=words.quoted(asked.split()))
    if shown < len(matching):
        return words.PART.format(what=said, first=start + 1, last=start + shown)
    return said


def _none(asked: str, entries: Sequence[Entry]) -> Reply:
    if not asked:
        return say(words.NO_DOCUMENTS)
    said = words.NONE.format(words=words.quoted(asked.split()))
    near = nearest_documents(asked, [entry.name for entry in entries])
    if near:
        said = f"{said} {words.DID_YOU_MEAN if len(near) == 1 else words.DID_YOU_MEAN_ONE}"
    choices = [Choice(name, f"/document {name}") for name in near]
    return say(said, (*choices, Choice(words.ALL_DOCUMENTS, "/documenten")))


def _page(asked: str, number: int) -> str:
    return " ".join(filter(None, ("/documenten", asked, f"pagina {number}")))
