"""A reply as the HTML that Matrix clients show; words of people and documents never become markup."""

from collections.abc import Iterable
from html import escape
from itertools import groupby, pairwise

import nh3

from bot.messages import Block, Link, Listing, Paragraph, Quote, QuotedLine, Reply, Span, Text
from bot.rendering.allowed import HALF_CHARACTER, may_be_link
from bot.rendering.plain import GAP

_TAGS = {"p", "br", "strong", "a", "blockquote", "ul", "ol", "li"}
_ATTRIBUTES = {"a": {"href"}, "ol": {"start"}}
_SCHEMES = {"http", "https", "mailto"}


def render(reply: Reply) -> str:
    """Give the HTML of a reply, of tags and attributes that every Matrix client shows."""
    html = "".join(_block(block) for block in reply.blocks)
    if reply.choices:
        html += _list("ol", (_text(choice.label) for choice in reply.choices))
    # What is half a character, no event can hold.
    html = HALF_CHARACTER.sub("\N{REPLACEMENT CHARACTER}", html)
    return nh3.clean(html, tags=_TAGS, attributes=_ATTRIBUTES, url_schemes=_SCHEMES, link_rel=None)


def _block(block: Block) -> str:
    match block:
        case Paragraph(spans):
            return f"<p>{_spans(spans)}</p>"
        case Quote(lines):
            return f"<blockquote>{_quote(lines)}</blockquote>"
        case Listing(items, ordered):
            return _list("ol" if ordered else "ul", (_spans(item) for item in items))


def _quote(lines: tuple[QuotedLine, ...]) -> str:
    starts = [0, *(number for number, line in enumerate(lines) if line.after_gap), len(lines)]
    return f"<p>{GAP}</p>".join(_unbroken(lines[start:end]) for start, end in pairwise(starts))


def _unbroken(lines: Iterable[QuotedLine]) -> str:
    html = ""
    for is_list, run in groupby(lines, key=lambda line: bool(line.marker)):
        html += "".join((_quoted_lists if is_list else _quoted_paragraphs)(list(run)))
    return html


def _quoted_lists(lines: Iterable[QuotedLine]) -> Iterable[str]:
    for ordered, run in groupby(lines, key=lambda line: line.marker[:-1].isdecimal()):
        items = list(run)
        start = f' start="{int(items[0].marker[:-1])}"' if ordered else ""
        yield _list("ol" if ordered else "ul", (_text(item.text) for item in items), start)


def _quoted_paragraphs(lines: Iterable[QuotedLine]) -> Iterable[str]:
    paragraphs: list[list[str]] = []
    for line in lines:
        if line.starts_paragraph or not paragraphs:
            paragraphs.append([])
        paragraphs[-1].append(_text(line.text))
    for sentences in paragraphs:
        yield f"<p>{' '.join(sentences)}</p>"


def _list(tag: str, items: Iterable[str], attribute: str = "") -> str:
    return f"<{tag}{attribute}>" + "".join(f"<li>{item}</li>" for item in items) + f"</{tag}>"


def _spans(spans: tuple[Span, ...]) -> str:
    return "".join(_span(span) for span in spans)


def _span(span: Span) -> str:
    text = _text(span.text)
    if isinstance(span, Link) and may_be_link(span.url):
        return f'<a href="{escape(span.url)}">{text}</a>'
    return f"<strong>{text}</strong>" if isinstance(span, Text) and span.strong else text


def _text(text: str) -> str:
    return escape(text, quote=False).replace("\n", "<br>")
