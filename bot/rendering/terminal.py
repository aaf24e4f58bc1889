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
            return _spans(spans)
        case Quote():
            return Padding(RichText(render_quote(block), style="bold"), (0, 0, 0, 2))
        case Listing(items, ordered):
            return Group(
                *(
                    RichText(f"{number}. " if ordered else "- ").append_text(_spans(item))
                    for number, item in enumerate(items, 1)
                )
            )


def _spans(spans: tuple[Span, ...]) -> RichText:
    text = RichText()
    for span in spans:
        if isinstance(span, Link):
            text.append(span.text)
            if span.text != span.url:
                text.append(" ").append(span.url, style=f"dim link {span.url}")
        else:
            text.append(span.text, style="bold" if span.strong else "")
    return text
