"""A reply on a terminal: wrapped at 80 columns, sources set apart, links shown."""

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.text import Text as RichText

from bot.messages import Block, Link, Listing, Paragraph, Quote, Reply, Span
from bot.rendering.plain import render_quote

COLUMNS = 80


def show(reply: Reply, console: Console | None = None) -> None:
    """Print a reply; colours and emphasis only where the terminal has them."""
    console = console or Console(highlight=False)
    width = min(console.width, COLUMNS)
    parts: list[RenderableType] = [RichText("")]
    for block in reply.blocks:
        parts += [_block(block), RichText("")]
    for number, choice in enumerate(reply.choices, 1):
        parts.append(RichText(f"  {number}. {choice.label}"))
    console.print(Group(*parts), width=width)


def _block(block: Block) -> RenderableType:
    match block:
        case Paragraph(spans):
            return _with_addresses(spans)
        case Quote():
            return Padding(RichText(render_quote(block), style="bold"), (0, 0, 0, 2))
        case Listing(items, ordered):
            return Group(
                *(
                    _with_addresses(item, f"{number}. " if ordered else "- ")
                    for number, item in enumerate(items, 1)
                )
            )


def _with_addresses(spans: tuple[Span, ...], marker: str = "") -> RenderableType:
    """Write the words, and below them the addresses of their links: a line that wraps breaks neither."""
    text = RichText(marker)
    addresses: list[RenderableType] = []
    for span in spans:
        text.append(span.text, style="bold" if not isinstance(span, Link) and span.strong else "")
        if isinstance(span, Link) and span.text != span.url:
            address = RichText(span.url, style=f"dim link {span.url}", overflow="ignore", no_wrap=True)
            addresses.append(Padding(address, (0, 0, 0, len(marker))))
    return Group(text, *addresses)
