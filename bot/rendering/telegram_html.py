"""A reply as the HTML that Telegram reads; words of people and documents never become markup.

Telegram knows neither paragraphs nor lists (https://core.telegram.org/bots/api#html-style), so the lines are
those of plain text.
"""

import re
from html import escape, unescape

from bot.messages import Block, Link, Listing, Paragraph, Quote, Reply, Span
from bot.rendering.allowed import HALF_CHARACTER, may_be_link
from bot.rendering.plain import render_listing, render_quote

LONGEST = 4096
"""UTF-16 units that a message may have, as `length` counts them."""

LONGEST_CAPTION = 1024
"""UTF-16 units that the words with a picture or a file may have."""

_TAG = re.compile(r"<[^>]*>")


def render(reply: Reply) -> str:
    """Give the HTML of a reply, choices numbered at the end."""
    parts = [_block(block) for block in reply.blocks]
    if reply.choices:
        lines = (f"{number}. {_text(choice.label)}" for number, choice in enumerate(reply.choices, 1))
        parts.append("\n".join(lines))
    return "\n\n".join(parts)


def visible(html: str) -> str:
    """Give what is read of HTML that `render` made."""
    return unescape(_TAG.sub("", html))


def length(text: str) -> int:
    """Count a text as Telegram does: in UTF-16 units, so most emoji are two."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def shortened(text: str, longest: int) -> str:
    """Give a text that is no longer than this many UTF-16 units; what is left out is so at its end."""
    text = HALF_CHARACTER.sub("\N{REPLACEMENT CHARACTER}", text).strip()
    if length(text) <= longest:
        return text
    # Half a sign beyond the end is left out too.
    begin = text.encode("utf-16-le")[: 2 * (longest - 1)].decode("utf-16-le", "ignore")
    return f"{begin.rstrip()}…"


def _block(block: Block) -> str:
    match block:
        case Paragraph(spans):
            return _spans(spans)
        case Quote():
            return f"<blockquote>{_text(render_quote(block))}</blockquote>"
        case Listing(items, ordered):
            return render_listing(map(_spans, items), ordered=ordered)


def _spans(spans: tuple[Span, ...]) -> str:
    return "".join(_span(span) for span in spans)


def _span(span: Span) -> str:
    text = _text(span.text)
    if isinstance(span, Link):
        return f'<a href="{escape(span.url)}">{text}</a>' if may_be_link(span.url) else text
    return f"<b>{text}</b>" if span.strong else text


def _text(text: str) -> str:
    return escape(HALF_CHARACTER.sub("\N{REPLACEMENT CHARACTER}", text), quote=False)
