"""The reply that shows what was sent, and asks whether it becomes documents."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from bot.library.adding.comparing import Differences
from bot.library.adding.looking import Looked
from bot.library.adding.personal_data import Sighting, showable
from bot.library.adding.preview import Preview
from bot.library.adding.sent import Sizes, Skipped
from bot.library.catalogue import Entry
from bot.library.terms import EVERYONE_ALWAYS, Terms
from bot.memory import Doubt
from bot.messages import Block, Choice, Kind, Listing, Paragraph, Reply, Span, Text, paragraph
from bot.wording import library_preview as words
from bot.wording.dates import day_of, readable_date
from bot.wording.library import passages, terms_in_full, terms_in_words
from bot.wording.library_skipped import why_left_out
from bot.wording.phrases import Language
from bot.wording.workflow_proposal import in_a_row
from bot.workflow.notices import NO, YES

ADD = (Choice(words.CHOICE_ADD, YES), Choice(words.CHOICE_NOT, NO))
REPLACE = (Choice(words.CHOICE_REPLACE, YES), Choice(words.CHOICE_NOT, NO))

MOST_IN_FULL = 3
"""Of more documents only a line each is shown: it is read on a phone."""

MOST_SKIPPED = 20
MOST_DIFFERENCES = 3
_SHOWN_WORDS = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """What a preview is made for.

    Attributes:
        known: the documents that there are, by name.
        hidden: names of those of which nothing is shown here.
        room: where it is shown, as `Terms.rooms` names it.
        terms: by name, for whom and when those will hold of which that was said; others as they do now.
        sizes: how large documents may be.
    """

    known: Mapping[str, Entry]
    hidden: frozenset[str]
    room: str
    terms: Mapping[str, Terms]
    sizes: Sizes


def preview_reply(looked: Looked, scope: Scope, *notes: str) -> tuple[Reply, Doubt | None]:
    """Show what was sent, and ask whether it becomes documents.

    Args:
        looked: what there is to say about it.
        scope: where it is shown.
        notes: said first.

    Returns:
        What is said, and what is asked with it; None where there is nothing to add.
    """
    blocks: list[Block] = list(map(paragraph, notes))
    if len(looked.previews) <= MOST_IN_FULL:
        for one in looked.previews:
            blocks += _in_full(one, scope)
    else:
        blocks.append(Listing(tuple(_briefly(one, scope) for one in looked.previews)))
    blocks += _skipped(looked.skipped, scope)
    if not looked.previews:
        return Reply((*blocks, paragraph(words.NOTHING_TO_ADD)), Kind.COMMAND), None
    # The library that writes pages takes time to import, and most of what is sent replaces nothing.
    from bot.library.adding.difference_page import difference_page  # noqa: PLC0415

    page = difference_page(looked.previews)
    if page:
        blocks.append(paragraph(words.ALL_DIFFERENCES))
    shown_now = {name for name, entry in scope.known.items() if not entry.terms.withdrawn}
    only_replaces = all(one.name in shown_now for one in looked.previews)
    blocks += _terms(looked.previews, scope)
    question = words.WHETHER_TO_REPLACE if only_replaces else words.WHETHER_TO_ADD
    if any(one.sightings for one in looked.previews):
        question = f"{words.WARNING} {question}"
    doubt = Doubt.WHETHER_TO_REPLACE if only_replaces else Doubt.WHETHER_TO_ADD
    choices = REPLACE if only_replaces else ADD
    files = (page,) if page else ()
    return Reply((*blocks, paragraph(question)), Kind.COMMAND, choices, files=files), doubt


def _in_full(preview: Preview, scope: Scope) -> Iterator[Block]:
    yield Paragraph((Text(preview.name, strong=True), Text(": "), *_titled(preview)))
    yield Listing(tuple(_features(preview)))
    entry = scope.known.get(preview.name)
    if entry:
        yield from _replacing(preview, entry, scope)


def _features(preview: Preview) -> Iterator[tuple[Span, ...]]:
    sections = words.sections(preview.sections)
    if preview.headings:
        form = words.NAMED if preview.sections <= len(preview.headings) else words.BEGINNING_WITH
        yield Text(form.format(sections=sections)), _unkept(", ".join(preview.headings))
    else:
        yield (Text(sections),)
    count = passages(len(preview.passages))
    yield Text(words.PASSAGES.format(passages=count)), _unkept(f"'{preview.opening}'")
    if preview.sightings:
        yield tuple(_found(preview.sightings))
    if len(preview.shown) < len(preview.passages):
        yield (Text(words.NOT_SEARCHED if preview.shown else words.NOT_SEARCHED_AT_ALL),)


def _found(sightings: Sequence[Sighting]) -> Iterator[Span]:
    """Say what was found and where: a heading is of the document, so where it is not kept."""
    yield Text(words.FOUND)
    for number, one in enumerate(sightings):
        yield Text(f"{', ' if number else ''}{words.counted(one)}")
        yield Text(words.located(one), kept_as="")


def _replacing(preview: Preview, entry: Entry, scope: Scope) -> Iterator[Block]:
    if entry.terms.withdrawn:
        yield paragraph(words.WAS_WITHDRAWN.format(name=preview.name))
    else:
        said = [words.REPLACES.format(name=preview.name, since=_since(entry))]
        if preview.name in scope.hidden:
            is_elsewhere = entry.terms.rooms is not None and scope.room not in entry.terms.rooms
            said.append(words.REPLACES_ELSEWHERE if is_elsewhere else words.REPLACES_BEHIND)
        elif preview.differences is None:
            said.append(words.REPLACES_UNREAD)
        elif preview.differences.same == len(preview.differences.steps):
            said.append(words.NOTHING_DIFFERS.format(count=preview.differences.same))
        else:
            said.append(words.DIFFERS.format(changes=words.changes(preview.differences)))
        yield paragraph(" ".join(said))
        if preview.differences and preview.differences.same < len(preview.differences.steps):
            yield Listing(tuple(_first_differences(preview, preview.differences)))


def _terms(previews: Sequence[Preview], scope: Scope) -> Iterator[Block]:
    """Say for whom and when the documents will hold, where that was said now or is limited already."""
    named: defaultdict[str, list[str]] = defaultdict(list)
    for one in previews:
        entry = scope.known.get(one.name)
        terms = scope.terms.get(one.name) or (entry.terms if entry else EVERYONE_ALWAYS)
        if one.name in scope.terms or terms_in_words(terms, scope.room):
            named[terms_in_full(terms, scope.room)].append(one.name)
    for said, names in named.items():
        if len(names) == len(previews):
            yield paragraph(said)
        else:
            yield Paragraph((Text(in_a_row(names), strong=True), Text(f": {said}")))


def _first_differences(preview: Preview, differences: Differences) -> Iterator[tuple[Span, ...]]:
    kinds = (
        (words.SHOWN_CHANGED, differences.changed),
        (words.SHOWN_NEW, differences.new),
        (words.SHOWN_GONE, differences.gone),
    )
    first = [(label, step) for label, steps in kinds for step in steps[:MOST_DIFFERENCES]]
    for label, step in first[:MOST_DIFFERENCES]:
        passage = step.after or step.before
        yield Text(label), _unkept(f"'{_cut(showable(passage.text)) if passage else ''}'")


def _briefly(preview: Preview, scope: Scope) -> tuple[Span, ...]:
    parts = [passages(len(preview.passages))]
    entry = scope.known.get(preview.name)
    if entry:
        parts.append(words.REPLACES_BRIEFLY.format(since=_since(entry)))
    if preview.differences:
        parts.append(words.changes(preview.differences))
    parts += map(words.counted, preview.sightings)
    said = words.BRIEFLY.format(what=", ".join(parts))
    return Text(preview.name, strong=True), Text(": "), _unkept(preview.title), Text(said)


def _skipped(skipped: Sequence[Skipped], scope: Scope) -> Iterator[Block]:
    if not skipped:
        return
    yield paragraph(words.SKIPPED)
    items: list[tuple[Span, ...]] = [
        (Text(f"{one.name}: {why_left_out(one.reason, scope.sizes)}"),) for one in skipped[:MOST_SKIPPED]
    ]
    if len(skipped) > MOST_SKIPPED:
        items.append((Text(words.MORE_SKIPPED.format(count=len(skipped) - MOST_SKIPPED)),))
    yield Listing(tuple(items))


def _titled(preview: Preview) -> Iterator[Span]:
    yield _unkept(preview.title)
    if preview.date:
        yield _unkept(f", {readable_date(preview.date, Language.DUTCH)}")


def _since(entry: Entry) -> str:
    """Say of when a document is: the day that it was added, or its own date."""
    if entry.added:
        return words.SINCE.format(date=day_of(entry.added.added_at))
    date = readable_date(entry.source.date, Language.DUTCH) if entry.source.date[:1].isdigit() else ""
    return words.SINCE.format(date=date) if date else ""


def _unkept(text: str) -> Text:
    """Words of a file: they are shown, and not kept as long as nobody has said that the file may be."""
    return Text(text, kept_as=words.NOT_KEPT)


def _cut(text: str) -> str:
    parts = text.split()
    return " ".join(parts[:_SHOWN_WORDS]) + ("..." if len(parts) > _SHOWN_WORDS else "")
