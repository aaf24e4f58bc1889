"""All that there is to say about one document, and what can be done with it."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from bot.library.catalogue import Entry, Origin
from bot.messages import Choice, Kind, Link, Listing, Paragraph, Reply, Span, Text, paragraph
from bot.wording import library as words


def document_reply(entry: Entry, room: str) -> Reply:
    """Show a document.

    Args:
        entry: the document.
        room: where it is shown, as `Terms.rooms` names it.
    """
    heading: tuple[Span, ...] = (Text(entry.name, strong=True),)
    if entry.source.title != entry.name:
        heading = (*heading, Text(f": {entry.source.title}"))
    blocks = (Paragraph(heading), Listing(tuple(_features(entry, room))))
    return Reply(blocks, Kind.COMMAND, tuple(_choices(entry, room)))


def with_how(reply: Reply, entry: Entry) -> Reply:
    """Say too what can be typed about a document that is shown in chat."""
    if entry.terms.withdrawn:
        return reply
    return replace(reply, blocks=(*reply.blocks, paragraph(words.HOW_TO_SET.format(name=entry.name))))


def terms_reply(entry: Entry, room: str, today: date) -> Reply:
    """Say what it means that a document has these terms from now on."""
    return Reply((paragraph(words.terms_set(entry.name, entry.terms, room, today)),), Kind.COMMAND)


def _features(entry: Entry, room: str) -> Iterator[tuple[Span, ...]]:
    source, terms = entry.source, entry.terms
    if terms.withdrawn:
        yield (Text(words.WITHDRAWN),)
    yield (Text(words.origin(entry)),)
    if entry.passages:
        yield (Text(words.passages(entry.passages)),)
    elif entry.is_waiting:
        yield (Text(words.WAITING),)
    if source.date:
        yield (Text(words.DATE.format(date=words.dated(source.date))),)
    if source.publisher:
        yield (Text(words.PUBLISHER.format(publisher=source.publisher)),)
    url = source.url or (entry.added.url if entry.added else "")
    if url:
        yield Text(words.URL), Link(url, url)
    if source.incomplete:
        yield (Text(words.INCOMPLETE),)
    yield (Text(words.terms_in_words(terms, room) or words.HOLDS_ALWAYS_FOR_ALL),)


def _choices(entry: Entry, room: str) -> Iterator[Choice]:
    command, terms = f"/document {entry.name}", entry.terms
    if terms.withdrawn:
        if entry.origin is not Origin.GONE:
            yield Choice(words.CHOICE_BACK, f"{command} terug")
        return
    if terms.rooms != frozenset({room}):
        yield Choice(words.CHOICE_HERE_ONLY, f"{command} voor deze kamer")
    if terms.rooms is not None:
        yield Choice(words.CHOICE_EVERYONE, f"{command} voor iedereen")
    if terms.valid_from or terms.valid_until:
        yield Choice(words.CHOICE_ALWAYS, f"{command} geldig altijd")
    yield Choice(words.CHOICE_WITHDRAW, f"/trekin {entry.name}")
