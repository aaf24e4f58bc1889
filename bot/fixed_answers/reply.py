"""A fixed answer becomes a reply, that nobody can take for words of a document."""

import re
from collections.abc import Iterator, Sequence
from datetime import date

from bot.fixed_answers.fixed_answer import FixedAnswer
from bot.fixed_answers.known import Match
from bot.fixed_answers.sources import WEB_ADDRESS
from bot.messages import Block, Citation, Kind, Link, Listing, Paragraph, Reply, Span, Text, paragraph
from bot.text import as_sentence
from bot.wording import fixed_answers as words
from bot.wording.phrases import Language
from knowledge.document import Source

_ITEM = re.compile(r"(?:[-*•]|(?P<number>\d{1,2})[.)])\s+(?P<text>.+)")


def fixed_answer_reply(
    matches: Sequence[Match], sources: Sequence[Source | None], today: date, language: Language
) -> Reply:
    """Make one reply of fixed answers.

    Args:
        matches: at least one, in the order of what was asked.
        sources: of each, the document that it leans on, or None where that is no document.
        today: the day, in the Netherlands.
        language: of the words around the answers.
    """
    blocks: list[Block] = []
    for match, source in zip(matches, sources, strict=True):
        blocks += [
            paragraph(Text(words.PHRASES[language].heading, strong=True)),
            *text_blocks(match.answer.text),
            _source(match.answer, source, language),
            paragraph(words.checked(match.answer, today, language)),
        ]
    return Reply(
        tuple(blocks),
        Kind.ANSWER,
        citations=tuple(_citation(source) for source in dict.fromkeys(filter(None, sources))),
        score=min(match.compared.probability for match in matches),
    )


def text_blocks(text: str) -> tuple[Block, ...]:
    """Give the paragraphs and lists of a text as it was typed: each line is a paragraph or an item."""
    blocks: list[Block] = []
    for is_list, ordered, lines in _runs(text):
        if is_list:
            blocks.append(Listing(tuple((Text(line),) for line in lines), ordered))
        else:
            blocks += map(paragraph, lines)
    return tuple(blocks)


def _runs(text: str) -> Iterator[tuple[bool, bool, list[str]]]:
    """Yield lines of one kind that follow each other: whether they are items, numbered, and their words."""
    kind, run = (False, False), list[str]()
    for line in filter(None, map(str.strip, text.splitlines())):
        found = _ITEM.fullmatch(line)
        this = (found is not None, found is not None and found["number"] is not None)
        if this != kind and run:
            yield (*kind, run)
            run = []
        kind = this
        run.append(found["text"] if found else line)
    if run:
        yield (*kind, run)


def _source(answer: FixedAnswer, source: Source | None, language: Language) -> Paragraph:
    label = Text(words.PHRASES[language].source, strong=True)
    span: Span
    if source and source.url:
        span = Link(source.title, source.url)
    elif source:
        span = Text(source.title)
    elif WEB_ADDRESS.fullmatch(answer.source):
        return paragraph(label, " ", Link(answer.source, answer.source))
    else:
        return paragraph(label, " ", as_sentence(answer.source))
    return paragraph(label, " ", span, ".")


def _citation(source: Source) -> Citation:
    return Citation(source.document, source.title, "", source.url, source.date, "")
