"""A reply as plain text: for pipes, for JSON, and as the fallback of every channel."""

from collections.abc import Iterable

from bot.messages import Block, Link, Listing, Paragraph, Quote, Reply, Span

GAP = "[...]"


def render(reply: Reply) -> str:
    """Give the text of a reply, blocks separated by an empty line, choices numbered at the end."""
    parts = [_block(block) for block in reply.blocks]
    if reply.choices:
        parts.append("\n".join(f"{number}. {choice.label}" for number, choice in enumerate(reply.choices, 1)))
    return "\n\n".join(parts)


def render_quote(quote: Quote) -> str:
    """Give the words of a quote, list items on lines of their own, ``[...]`` where words are left out."""
    text = ""
    for line in quote.lines:
        if text:
            text += "\n" if line.marker else "\n\n" if line.starts_paragraph else " "
            text += f"{GAP}\n" if line.after_gap and line.marker else f"{GAP} " if line.after_gap else ""
        text += f"{line.marker} {line.text}" if line.marker else line.text
    return text


def render_listing(items: Iterable[str], *, ordered: bool) -> str:
    """Give a list with each item on a line of its own, behind its number or a dash."""
    return "\n".join(f"{f'{number}.' if ordered else '-'} {item}" for number, item in enumerate(items, 1))


def _block(block: Block) -> str:
    match block:
        case Paragraph(spans):
            return _spans(spans)
        case Quote():
            return render_quote(block)
        case Listing(items, ordered):
            return render_listing(map(_spans, items), ordered=ordered)


def _spans(spans: tuple[Span, ...]) -> str:
    return "".join(_span(span) for span in spans)


def _span(span: Span) -> str:
    if isinstance(span, Link) and span.text != span.url:
        return f"{span.text} ({span.url})"
    return span.text
