from html.parser import HTMLParser

from hypothesis import given
from hypothesis import strategies as st

from bot.channels.telegram.sending import parts_of
from bot.messages import (
    Choice,
    Link,
    Listing,
    Quote,
    QuotedLine,
    Reply,
    Text,
    paragraph,
)
from bot.rendering.plain import render as render_plain
from bot.rendering.telegram_html import LONGEST, length, render, visible

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=200)


class Tags(HTMLParser):
    """The tags of a text, checked to be closed in order, and the words between them."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.seen: set[str] = set()
        self.words = ""
        self._open: list[str] = []
        self.feed(html)
        self.close()
        assert self._open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.add(tag)
        self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.words += data


def test_a_reply_is_shown_with_what_telegram_has() -> None:
    reply = Reply(
        (
            paragraph(Text("Let op:", strong=True), " dit."),
            Quote((QuotedLine("Eén."), QuotedLine("Twee.", marker="-"))),
            Listing(((Link("De nota", "https://example.org/?a=1&b=2"),),), ordered=True),
        ),
        choices=(Choice("Ja", "ja"), Choice("Nee & klaar", "nee")),
    )

    assert render(reply) == (
        "<b>Let op:</b> dit.\n\n<blockquote>Eén.\n- Twee.</blockquote>\n\n"
        '1. <a href="https://example.org/?a=1&amp;b=2">De nota</a>\n\n1. Ja\n2. Nee &amp; klaar'
    )


def test_a_link_that_is_no_web_address_is_only_words() -> None:
    assert render(Reply((paragraph(Link("hier", "javascript:alert(1)")),))) == "hier"


@given(TEXTS, TEXTS, TEXTS)
def test_words_never_become_markup(said: str, strong: str, address: str) -> None:
    reply = Reply(
        (
            paragraph(said, Text(strong, strong=True), Link("x", f"https://{address}")),
            Quote((QuotedLine(said),)),
        )
    )

    html = render(reply)

    assert Tags(html).seen <= {"b", "a", "blockquote"}
    assert visible(html) == f"{said}{strong}x\n\n{said}"


@given(st.lists(st.text("a\N{GRINNING FACE}& <\n", min_size=1, max_size=3000), min_size=1, max_size=6))
def test_every_part_is_short_enough_and_no_word_is_lost(texts: list[str]) -> None:
    reply = Reply(tuple(paragraph(Text(text, strong=True)) for text in texts))

    parts = parts_of(reply)

    assert all(length(visible(render(part))) <= LONGEST for part in parts)
    said = "".join(visible(render(part)) for part in parts)
    assert "".join(said.split()) == "".join("".join(texts).split())


def test_what_is_seen_is_what_plain_text_says() -> None:
    reply = Reply((paragraph("Een ", Text("woord", strong=True)), Listing(((Text("a"),), (Text("b"),)))))

    assert visible(render(reply)) == render_plain(reply)
