"""Markdown with front matter, through markdown-it-py and python-frontmatter."""

import html
import re
from collections.abc import Iterable, Iterator

import yaml
from frontmatter.default_handlers import YAMLHandler
from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode

from knowledge.normalise import clean, decode
from knowledge.readers.content import Content
from knowledge.readers.outline import Outline
from knowledge.readers.table import row_items
from knowledge.unreadable import Rejected, SkipReason
from knowledge.windows import windows

# Two things that published laws do and CommonMark does not know: "##Heading", and a numbered line
# straight after a paragraph.
_HEADING_WITHOUT_SPACE = re.compile(r"^(#{2,6})(?=[^#\s])", re.MULTILINE)
_NUMBER_AFTER_SENTENCE = re.compile(r"(?<=[.;:])[ \t]*\n(?=\d{1,2}\.\s)")
_BLANK_LINES = re.compile(r"\n[^\S\n]*(?=\n)")
_MOST_CHARACTERS = 10_000
_MOST_FRONT_MATTER = 20_000
_TAG = re.compile(r"<[^<>]*>")
_UNSEEN = ("<!--", "<script", "<style")
_LISTS = ("bullet_list", "ordered_list")


def read(data: bytes) -> Content:
    """Read Markdown.

    Raises:
        Rejected: the front matter is not valid YAML, or goes on for pages.
    """
    properties, body = _split_front_matter(decode(data))
    body = _NUMBER_AFTER_SENTENCE.sub("\n\n", _HEADING_WITHOUT_SPACE.sub(r"\1 ", body))
    tree = SyntaxTreeNode(MarkdownIt("commonmark").enable("table").parse(_with_cut_paragraphs(body)))
    outline = Outline()
    blocks = tree.children[1:] if "title" in properties and _opens_with_title(tree) else tree.children
    _add_blocks(blocks, outline)
    return Content(
        sections=outline.sections(),
        title=properties.get("title") or outline.first_heading,
        url=properties.get("url", ""),
        publisher=properties.get("publisher", ""),
        date=properties.get("date", ""),
        incomplete=properties.get("incomplete", "").lower() in {"true", "yes", "ja"},
    )


def _opens_with_title(tree: SyntaxTreeNode) -> bool:
    """Whether the one heading of the first level opens the text: the title of the front matter, reworded."""
    return [index for index, node in enumerate(tree.children) if node.tag == "h1"] == [0]


def _split_front_matter(text: str) -> tuple[dict[str, str], str]:
    """Take the front matter off, every value as the text that was typed (a date too)."""
    handler = YAMLHandler()
    if not handler.detect(text):
        return {}, text
    try:
        block, body = handler.split(text)
    except ValueError:
        return {}, text
    if len(block) > _MOST_FRONT_MATTER:
        raise Rejected(SkipReason.BROKEN, f"front matter of more than {_MOST_FRONT_MATTER} characters")
    try:
        values = handler.load(block, Loader=yaml.BaseLoader)
    except yaml.YAMLError as error:
        raise Rejected(SkipReason.BROKEN, f"front matter: {clean(str(error))}") from error
    if not isinstance(values, dict):
        return {}, text
    # Only plain values: through aliases a small nested one can become enormous when written out.
    return {str(key): clean(value) for key, value in values.items() if isinstance(value, str)}, body


def _with_cut_paragraphs(body: str) -> str:
    """Cut paragraphs of many pages: markdown-it takes time in the square of the emphasis in one."""
    paragraphs = _BLANK_LINES.split(body)
    return "\n\n".join(piece for text in paragraphs for piece in windows(text, _MOST_CHARACTERS, "\n "))


def _add_blocks(nodes: Iterable[SyntaxTreeNode], outline: Outline) -> None:
    for node in nodes:
        match node.type:
            case "heading":
                outline.heading(_words(node), int(node.tag.removeprefix("h")))
            case "paragraph":
                outline.paragraph(_words(node))
            case "bullet_list" | "ordered_list":
                _add_list(node, outline)
            case "table":
                for item in row_items(_rows(node)):
                    outline.item(item)
            case "blockquote":
                _add_blocks(node.children, outline)
            case "fence" | "code_block" | "html_block":
                outline.paragraph(_words(node))


def _add_list(node: SyntaxTreeNode, outline: Outline) -> None:
    first = int(node.attrs.get("start", 1))
    for index, item in enumerate(node.children):
        words = " ".join(_words(child) for child in item.children if child.type not in _LISTS)
        outline.item(words, first + index if node.type == "ordered_list" else None)
        for child in item.children:
            if child.type in _LISTS:
                _add_list(child, outline)


def _rows(table: SyntaxTreeNode) -> Iterator[list[str]]:
    for row in table.walk():
        if row.type == "tr":
            yield [clean(_words(cell)) for cell in row.children]


def _words(node: SyntaxTreeNode) -> str:
    return "".join(_parts(node))


def _parts(node: SyntaxTreeNode) -> Iterator[str]:
    for part in node.walk():
        match part.type:
            case "text" | "code_inline" | "fence" | "code_block":
                yield part.content
            case "html_block" if not part.content.lstrip().lower().startswith(_UNSEEN):
                yield html.unescape(_TAG.sub(" ", part.content))
            case "softbreak" | "hardbreak" | "html_inline" | "paragraph":
                yield " "
