"""An answer becomes a reply: the quote, its source, and where to read on."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from bot.answering.answer import Answer
from bot.messages import (
    Block,
    Citation,
    Kind,
    Link,
    Listing,
    Paragraph,
    Quote,
    QuotedLine,
    Reply,
    Span,
    Text,
    paragraph,
)
from bot.rendering.plain import render_quote
from bot.wording.dates import readable_date
from bot.wording.phrases import PHRASES, Language
from knowledge.document import Source
from knowledge.passage import Line, Passage, Role

ADVISERS = "adviesbureau"
"""Publishers of this kind report what people said at a meeting."""


def compose(answers: Sequence[Answer], language: Language) -> Reply:
    """Make one reply of the answers to the questions in one message.

    Args:
        answers: at least one, in the order of the questions.
        language: of the words around the quotes.
    """
    answers = _merged(answers)
    return Reply(
        (*_quotes(answers, language), *_further(answers, language)),
        Kind.ANSWER,
        citations=_citations(answers),
        score=min(answer.certainty.right for answer in answers),
    )


def compose_nearby(nearest: Answer, language: Language) -> Reply:
    """Make a reply of what comes nearest, which claims no answer."""
    return Reply(
        (
            paragraph(PHRASES[language].nearby),
            *_quotes([nearest], language),
            *_further([nearest], language),
        ),
        Kind.NEARBY,
        citations=_citations([nearest]),
        score=nearest.certainty.right,
    )


def quoted(
    passage: Passage, chosen: Sequence[int], language: Language
) -> tuple[tuple[Quote, Paragraph], Citation]:
    """Quote lines of a passage, with a paragraph that says where they stand.

    Args:
        passage: the passage.
        chosen: places of the lines, in order.
        language: of the words around the quote.
    """
    quote = _quote(passage, chosen)
    return (quote, _source(passage, language)), _citation(passage, render_quote(quote))


def _merged(answers: Sequence[Answer]) -> list[Answer]:
    """Put answers from one passage together, so that it is quoted once."""
    merged: dict[str, Answer] = {}
    for answer in answers:
        same = merged.setdefault(answer.passage.key, answer)
        chosen = tuple(sorted({*same.chosen, *answer.chosen}))
        certainty = min(same.certainty, answer.certainty, key=lambda certainty: certainty.right)
        merged[answer.passage.key] = replace(same, chosen=chosen, certainty=certainty)
    return list(merged.values())


def _quotes(answers: Sequence[Answer], language: Language) -> Iterator[Block]:
    for answer in answers:
        yield from quoted(answer.passage, answer.chosen, language)[0]


def _further(answers: Sequence[Answer], language: Language) -> Iterator[Block]:
    if further := _distinct(answers):
        yield paragraph(PHRASES[language].read_on)
        yield Listing(tuple(_place(passage.source, passage.section) for passage in further))


def _citations(answers: Sequence[Answer]) -> tuple[Citation, ...]:
    shown = [_citation(one.passage, render_quote(_quote(one.passage, one.chosen))) for one in answers]
    return (*shown, *(_citation(passage, "") for passage in _distinct(answers)))


def _quote(passage: Passage, chosen: Sequence[int]) -> Quote:
    lines = passage.lines
    before = (-1, *chosen)
    return Quote(
        tuple(
            QuotedLine(
                lines[index].text,
                _marker(lines[index]),
                starts_paragraph=lines[index].starts_paragraph,
                after_gap=index > previous + 1 and previous >= 0,
            )
            for previous, index in zip(before, chosen, strict=False)
        )
    )


def _marker(line: Line) -> str:
    match line.role:
        case Role.SENTENCE:
            return ""
        case Role.ITEM:
            return "-"
        case Role.NUMBERED_ITEM:
            return f"{line.number}."


def _source(passage: Passage, language: Language) -> Paragraph:
    phrases = PHRASES[language]
    source = passage.source
    about = [part for part in (source.publisher, readable_date(source.date, language)) if part]
    spans: list[Span | str] = [Text(phrases.source, strong=True), " ", *_place(source, passage.section)]
    if about:
        spans.append(f". {', '.join(about)}")
    spans.append(".")
    if ADVISERS in source.publisher.lower():
        spans.append(f" {phrases.opinion}")
    if source.incomplete:
        spans.append(f" {phrases.incomplete}")
    return paragraph(*spans)


def _place(source: Source, section: str) -> tuple[Span, ...]:
    title: Span = Link(source.title, source.url) if source.url else Text(source.title)
    return (title, Text(f", {section}")) if section else (title,)


def _distinct(answers: Sequence[Answer]) -> list[Passage]:
    """The places to read on of all answers, each document once and none that is quoted already."""
    seen = {answer.passage.source.document for answer in answers}
    further = []
    for passage in (passage for answer in answers for passage in answer.further):
        if passage.source.document not in seen:
            seen.add(passage.source.document)
            further.append(passage)
    return further[:2]


def _citation(passage: Passage, quote: str) -> Citation:
    source = passage.source
    return Citation(source.document, source.title, passage.section, source.url, source.date, quote)
