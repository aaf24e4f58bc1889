"""A reply that is too long for one message becomes several; pure functions."""

from collections.abc import Callable
from dataclasses import replace
from typing import TypeVar

from bot.messages import Block, Link, Listing, Paragraph, Quote, QuotedLine, Reply, Span, Text

Thing = TypeVar("Thing")
Fits = Callable[[Reply], bool]


def split(reply: Reply, fits: Fits) -> tuple[Reply, ...]:
    """Give a reply in as many parts as needed, in order, with nothing left out.

    Choices and files go with the last part, what it leans on with the first. Blocks stay together where
    they can; a longer one is cut between its lines, items or words.

    Args:
        reply: what is said.
        fits: whether a reply is short enough; what is shorter than one that is, is too.
    """
    if fits(reply):
        return (reply,)
    bare = replace(reply, choices=(), files=(), citations=(), continues_directly=False)
    parts: list[tuple[Block, ...]] = [()]
    for block in reply.blocks:
        for piece in _pieces(block, lambda piece: fits(replace(bare, blocks=(piece,)))):
            if parts[-1] and not fits(replace(bare, blocks=(*parts[-1], piece))):
                parts.append(())
            parts[-1] += (piece,)
    last = replace(reply, blocks=parts[-1], citations=())
    if len(parts[-1]) and not fits(last):
        parts.append(())
        last = replace(last, blocks=())
    first, *between = (replace(bare, blocks=blocks) for blocks in parts[:-1])
    return (replace(first, citations=reply.citations), *between, last)


def _pieces(block: Block, fits: Callable[[Block], bool]) -> tuple[Block, ...]:
    if fits(block):
        return (block,)
    halves = _halves(block)
    return (block,) if len(halves) == 1 else tuple(piece for half in halves for piece in _pieces(half, fits))


def _halves(block: Block) -> tuple[Block, ...]:
    match block:
        case Quote(lines):
            return tuple(map(Quote, _halves_of_lines(lines)))
        case Listing(items, ordered=True):
            # Cut in two, the second half would be numbered from one.
            return tuple(Paragraph((Text(f"{number}. "), *item)) for number, item in enumerate(items, 1))
        case Listing((item,)):
            return tuple(map(Paragraph, _halves_of_spans(item)))
        case Listing(items):
            return tuple(map(Listing, _in_two(items)))
        case Paragraph(spans):
            return tuple(map(Paragraph, _halves_of_spans(spans)))


def _halves_of_lines(lines: tuple[QuotedLine, ...]) -> tuple[tuple[QuotedLine, ...], ...]:
    if len(lines) > 1:
        return _in_two(lines)
    start, end = _halves_of(lines[0].text)
    return (replace(lines[0], text=start),), (replace(lines[0], text=end, marker=""),)


def _in_two(things: tuple[Thing, ...]) -> tuple[tuple[Thing, ...], ...]:
    middle = len(things) // 2
    return things[:middle], things[middle:]


def _halves_of_spans(spans: tuple[Span, ...]) -> tuple[tuple[Span, ...], ...]:
    if len(spans) > 1:
        return _in_two(spans)
    match spans:
        case (Link(text, url),):
            return ((Text(text),), (Text(url),))
        case (Text(text) as span,) if len(text) > 1:
            start, end = _halves_of(text)
            return (replace(span, text=start),), (replace(span, text=end),)
    return (spans,)


def _halves_of(text: str) -> tuple[str, str]:
    """Cut a text near its middle, between words where there are any."""
    middle = len(text) // 2
    space = text.rfind(" ", 1, middle + 1)
    cut = space if space > 0 else max(middle, 1)
    return text[:cut], text[cut:].lstrip(" ")
