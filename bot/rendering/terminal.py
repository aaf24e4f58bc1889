"""A reply on a terminal: wrapped at 80 columns, sources set apart, links shown."""

import re
from collections.abc import Iterator

from rich.console import Console
from rich.text import Text as RichText

from bot.messages import Block, Link, Listing, Paragraph, Quote, Reply, Span
from bot.rendering.allowed import may_be_link
from bot.rendering.plain import render_quote

COLUMNS = 80

_MARKER = re.compile(r"(?:-|\d+\.) ")
# A terminal does what these say: moves, colours, renames itself, or makes a link of other words.
_STEERS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")


def show(reply: Reply, console: Console | None = None) -> None:
    """Print a reply; colours and emphasis only where the terminal has them."""
    console = console or Console(highlight=False)
    parts = [list(_block(block, console)) for block in reply.blocks]
    if reply.choices:
        parts.append(list(_choices(reply, console)))
    for part in parts:
        console.print()
        for line in part:
            # The lines are wrapped already; what is longer is an address, which must stay whole.
            console.print(line, soft_wrap=True)
    console.print()


def _block(block: Block, console: Console) -> Iterator[RichText]:
    match block:
        case Paragraph(spans):
            yield from _with_addresses(spans, "", console)
        case Quote():
            for line in render_quote(block).split("\n"):
                marker = _MARKER.match(line)
                words = _seen(line[marker.end() :] if marker else line)
                yield from _wrapped(
                    RichText(words, style="bold"), f"  {marker[0] if marker else ''}", console
                )
        case Listing(items, ordered):
            for number, item in enumerate(items, 1):
                yield from _with_addresses(item, f"{number}. " if ordered else "- ", console)


def _choices(reply: Reply, console: Console) -> Iterator[RichText]:
    width = len(str(len(reply.choices)))
    for number, choice in enumerate(reply.choices, 1):
        yield from _wrapped(RichText(_seen(choice.label)), f"  {number:>{width}}. ", console)


def _with_addresses(spans: tuple[Span, ...], marker: str, console: Console) -> Iterator[RichText]:
    """Write the words, and below them the addresses of their links: a line that wraps breaks neither."""
    text = RichText()
    for span in spans:
        text.append(_seen(span.text), style="bold" if not isinstance(span, Link) and span.strong else "")
    yield from _wrapped(text, marker, console)
    for span in spans:
        if isinstance(span, Link) and span.text != span.url:
            style = f"dim link {span.url}" if may_be_link(span.url) else "dim"
            yield RichText(" " * len(marker)).append(_seen(span.url), style=style)


def _seen(text: str) -> str:
    return _STEERS.sub("\N{REPLACEMENT CHARACTER}", text)


def _wrapped(text: RichText, marker: str, console: Console) -> Iterator[RichText]:
    """Wrap a text, with what comes before it on the first line, and the other lines below its first word."""
    width = min(console.width, COLUMNS) - len(marker)
    for number, line in enumerate(text.wrap(console, width)):
        line.rstrip()
        yield RichText(" " * len(marker) if number else marker).append_text(line)
