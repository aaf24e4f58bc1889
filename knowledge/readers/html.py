"""HTML pages, through selectolax (Lexbor): the main text without what surrounds it."""

import re
from collections.abc import Iterator

from selectolax.lexbor import LexborHTMLParser, LexborNode

from knowledge.normalise import clean, decode
from knowledge.readers.content import Content
from knowledge.readers.outline import Outline
from knowledge.readers.table import row_items
from knowledge.unreadable import Rejected, SkipReason

_NOISE = (
    "head, script, style, noscript, template, svg, iframe, object, button, select, dialog, nav, aside,"
    " footer, body > header, [hidden], [aria-hidden=true], [role=navigation], [role=banner],"
    " [role=contentinfo], [role=search], .breadcrumb, .breadcrumbs, .cookie-banner, .social-media"
)
_MAIN = ("main", "[role=main]", "article", "#content")
_LEAST_MAIN_WORDS = 20
_MOST_NESTING = 300
_TAG = re.compile(r"<(/?)([a-z][a-z0-9]*)[^<>]*?(/?)>", re.IGNORECASE)
_OFTEN_UNCLOSED = """
    area base body br col colgroup dd dt embed head hr html img input li link meta optgroup option p param
    rp rt source tbody td tfoot th thead tr track wbr
"""
_BLOCKS = """
    address article aside blockquote body center dd details div dl dt fieldset figcaption figure footer form
    header hgroup hr html legend main p pre search section summary tbody td tfoot th thead tr
"""
_UNCLOSED_TAGS = frozenset(_OFTEN_UNCLOSED.split())
_BLOCK_TAGS = frozenset(_BLOCKS.split())
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_LISTS = frozenset(("ul", "ol", "menu"))
_SPACES = re.compile(r"\s+")
_TIME_OF_DAY = re.compile(r"T\d{2}:.*")
_PARAGRAPH_BREAK = re.compile(r"\n\s*\n")
_DATES = (
    "meta[name='DCTERMS.issued']",
    "meta[name='DCTERMS.available']",
    "meta[property='article:published_time']",
    "meta[name='DCTERMS.modified']",
    "meta[name='date']",
    "meta[name='DC.date']",
    "meta[itemprop='datePublished']",
)
_PUBLISHERS = ("meta[name='DCTERMS.publisher']", "meta[name='publisher']", "meta[property='og:site_name']")
_TITLES = ("meta[property='og:title']", "meta[name='DCTERMS.title']")


def read(data: bytes) -> Content:
    """Read an HTML page.

    Raises:
        Rejected: elements are nested so deeply that it is no page for people.
    """
    markup = decode(data)
    _refuse_deep_nesting(markup)
    tree = LexborHTMLParser(markup)
    outline = Outline()
    if tree.body:
        main = _main(tree, tree.body)
        _Walk(outline, {node.mem_id for node in main.css(_NOISE)}).page(main)
    title = _first_content(tree, _TITLES) or _text(tree.css_first("title"))
    time = tree.css_first("time[datetime]")
    date = _first_content(tree, _DATES) or _attribute(time, "datetime")
    return Content(
        sections=outline.sections(),
        title=_without_site(title, outline.first_heading),
        url=_attribute(tree.css_first("link[rel=canonical]"), "href")
        or _first_content(tree, ("meta[property='og:url']",)),
        publisher=_first_content(tree, _PUBLISHERS),
        date=_TIME_OF_DAY.sub("", date),
    )


def _refuse_deep_nesting(markup: str) -> None:
    """Parsing takes time in the square of the depth: 200,000 open elements would take minutes."""
    depth = 0
    for closing, name, closed in _TAG.findall(markup):
        if closed or name.lower() in _UNCLOSED_TAGS:
            continue
        depth = max(0, depth - 1) if closing else depth + 1
        if depth > _MOST_NESTING:
            raise Rejected(SkipReason.BROKEN, "elements nested too deeply")


def _main(tree: LexborHTMLParser, body: LexborNode) -> LexborNode:
    for selector in _MAIN:
        found = tree.css(selector)
        if len(found) == 1 and len(found[0].text(separator=" ").split()) >= _LEAST_MAIN_WORDS:
            return found[0]
    return body


def _without_site(title: str, heading: str) -> str:
    """Prefer the heading where the page's title is that heading with the name of the site added."""
    return heading if not title or (heading and heading in title) else title


def _first_content(tree: LexborHTMLParser, selectors: tuple[str, ...]) -> str:
    return next(filter(None, (_attribute(tree.css_first(selector), "content") for selector in selectors)), "")


def _attribute(node: LexborNode | None, name: str) -> str:
    return clean(node.attributes.get(name) or "") if node else ""


def _text(node: LexborNode | None) -> str:
    return clean(node.text()) if node else ""


class _Walk:
    """One walk over a page, with the inline text that waits for its paragraph to end."""

    def __init__(self, outline: Outline, noise: set[int]) -> None:
        self._outline = outline
        self._noise = noise
        self._waiting: list[str] = []

    def page(self, main: LexborNode) -> None:
        self._blocks(main)
        self._flush()

    def _blocks(self, node: LexborNode) -> None:
        for child in self._children(node):
            tag = child.tag or ""
            if tag == "-text":
                self._waiting.append(" ".join(_SPACES.split(child.text_content or "")))
            elif tag == "br":
                self._waiting.append("\n")
            elif tag in _HEADINGS:
                self._flush()
                self._outline.heading(self._words(child), int(tag[1]))
            elif tag in _LISTS:
                self._flush()
                self._list(child)
            elif tag == "table" and len(child.css("tr:first-child > *")) > 1:
                self._flush()
                for item in row_items(self._rows(child)):
                    self._outline.item(item)
            elif tag in _BLOCK_TAGS:
                self._flush()
                self._blocks(child)
                self._flush()
            else:
                self._blocks(child)

    def _list(self, node: LexborNode) -> None:
        start = _attribute(node, "start")
        number = (int(start) if start.isdecimal() else 1) if node.tag == "ol" else None
        for child in self._children(node):
            if child.tag == "li":
                self._outline.item(self._words(child), number)
                number = None if number is None else number + 1
            for inner in self._lists_in(child):
                self._list(inner)

    def _lists_in(self, node: LexborNode) -> Iterator[LexborNode]:
        if node.tag in _LISTS:
            yield node
            return
        for child in self._children(node):
            yield from self._lists_in(child)

    def _rows(self, table: LexborNode) -> Iterator[list[str]]:
        for row in table.css("tr"):
            yield [clean(self._words(cell)) for cell in self._children(row) if cell.tag in {"td", "th"}]

    def _words(self, node: LexborNode) -> str:
        """Return the text in an element, without that of lists in it."""
        parts: list[str] = []
        for child in self._children(node):
            if child.tag == "-text":
                parts.append(child.text_content or "")
            elif child.tag not in _LISTS:
                gap = " " if child.tag in _BLOCK_TAGS or child.tag == "br" else ""
                parts += (gap, self._words(child), gap)
        return "".join(parts)

    def _children(self, node: LexborNode) -> Iterator[LexborNode]:
        for child in node.iter(include_text=True):
            if child.mem_id not in self._noise:
                yield child

    def _flush(self) -> None:
        # Line breaks in the source are white space; only a doubled <br> parts paragraphs.
        for paragraph in _PARAGRAPH_BREAK.split("".join(self._waiting)):
            self._outline.paragraph(paragraph)
        self._waiting.clear()
