"""Whether a reply is well made in each form that people read it in."""

import io
import re
from collections.abc import Iterable
from html.parser import HTMLParser

from rich.console import Console

from bot.messages import Reply
from bot.rendering import matrix_html, plain, telegram_html, terminal
from tests.fuzzing.target import must

_MATRIX_TAGS = {"p", "br", "strong", "a", "blockquote", "ul", "ol", "li"}
_TELEGRAM_TAGS = {"a", "b", "blockquote"}
_VOID = {"br"}
_SCHEMES = ("http:", "https:", "mailto:")
_OURS = re.compile(r"\x1b\[[\d;]*m|\x1b\]8;[^\x1b\x07]*\x1b\\")
_UNSEEN = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\ud800-\udfff]")
_STEERS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")


class _Tags(HTMLParser):
    """Follows the tags of HTML: those that are open, and whether all are ours."""

    def __init__(self, known: set[str]) -> None:
        super().__init__(convert_charrefs=True)
        self._known = known
        self._open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        must(tag in self._known, "a tag that is not ours")
        for name, value in attrs:
            must((tag, name) in {("a", "href"), ("ol", "start")}, "an attribute that is not ours")
            must(name != "href" or (value or "").lower().startswith(_SCHEMES), "a link to no web address")
        if tag not in _VOID:
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        must(bool(self._open) and self._open.pop() == tag, "tags that do not close each other")

    def handle_comment(self, data: str) -> None:
        must(False, "a comment")

    def handle_decl(self, decl: str) -> None:
        must(False, "a declaration")

    def handle_pi(self, data: str) -> None:
        must(False, "an instruction")

    def unknown_decl(self, data: str) -> None:
        must(False, "a declaration")

    def finish(self, html: str) -> None:
        self.feed(html)
        self.close()
        must(not self._open, "a tag that stays open")


def is_well_made(reply: Reply) -> None:
    """Render a reply in every form; `NotAsItMust` where what people wrote became more than words."""
    plain.render(reply)
    matrix = matrix_html.render(reply)
    matrix.encode()
    _Tags(_MATRIX_TAGS).finish(matrix)
    telegram = telegram_html.render(reply)
    telegram.encode()
    _Tags(_TELEGRAM_TAGS).finish(telegram)
    for interactive in (False, True):
        written = io.StringIO()
        console = Console(file=written, force_terminal=interactive, width=80, highlight=False)
        terminal.show(reply, console)
        left = _OURS.sub("", written.getvalue()) if interactive else written.getvalue()
        must(_STEERS.search(left) is None, "signs that steer the terminal")


def are_shown(texts: Iterable[str]) -> None:
    """Check that texts hold nothing that is not seen."""
    for text in texts:
        must(_UNSEEN.search(text) is None, repr(text))
