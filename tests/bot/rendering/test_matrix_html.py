from html.parser import HTMLParser

from hypothesis import given
from hypothesis import strategies as st

from bot.messages import Choice, Kind, Link, Listing, Paragraph, Quote, QuotedLine, Reply, Text, paragraph
from bot.rendering.matrix_html import render


def html(*blocks, choices=()):
    return render(Reply(blocks, Kind.ANSWER, choices=choices))


def test_emphasis_and_links_are_shown():
    spans = paragraph(Text("Bron:", strong=True), " ", Link("WaU", "https://example.org/?a=1&b=2"))

    assert html(spans) == ('<p><strong>Bron:</strong> <a href="https://example.org/?a=1&amp;b=2">WaU</a></p>')


def test_sentences_of_a_quote_run_on_until_a_paragraph_starts():
    quote = Quote((QuotedLine("Een."), QuotedLine("Twee."), QuotedLine("Drie.", starts_paragraph=True)))

    assert html(quote) == "<blockquote><p>Een. Twee.</p><p>Drie.</p></blockquote>"


def test_items_of_a_quote_become_a_list():
    quote = Quote((QuotedLine("De rollen:"), QuotedLine("eigenaar", "-"), QuotedLine("opdrachtgever", "-")))

    assert html(quote) == (
        "<blockquote><p>De rollen:</p><ul><li>eigenaar</li><li>opdrachtgever</li></ul></blockquote>"
    )


def test_numbered_items_keep_their_numbers():
    quote = Quote((QuotedLine("daarna", "3."), QuotedLine("en dan", "4.")))

    assert html(quote) == '<blockquote><ol start="3"><li>daarna</li><li>en dan</li></ol></blockquote>'


def test_a_listing_is_a_list():
    items = ((Text("een"),), (Text("twee"),))

    assert html(Listing(items)) == "<ul><li>een</li><li>twee</li></ul>"
    assert html(Listing(items, ordered=True)) == "<ol><li>een</li><li>twee</li></ol>"


def test_choices_are_numbered():
    assert html(choices=(Choice("Ja", "ja"), Choice("Nee", "nee"))) == "<ol><li>Ja</li><li>Nee</li></ol>"


def test_a_new_line_is_shown():
    assert html(paragraph("een\ntwee")) == "<p>een<br>twee</p>"


def test_an_address_that_runs_a_script_is_no_link():
    assert html(paragraph(Link("klik", "javascript:alert(1)"))) == "<p>klik</p>"


class _Reading(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.words = ""

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)

    def handle_data(self, data):
        self.words += data


printable = st.text(st.characters(exclude_categories=["C", "Z"]))


@given(printable, printable, printable)
def test_no_words_whatever_become_markup(text, quoted, linked):
    written = html(Paragraph((Text(text), Link(linked, "https://example.org"))), Quote((QuotedLine(quoted),)))

    reading = _Reading()
    reading.feed(written)
    reading.close()
    assert reading.tags == ["p", "a", "blockquote", "p"]
    assert reading.words == text + linked + quoted


def test_where_words_are_left_out_a_gap_is_shown_and_items_keep_their_numbers() -> None:
    quote = Quote((QuotedLine("a", "1."), QuotedLine("c", "3.", after_gap=True)))

    assert render(Reply((quote,))) == (
        '<blockquote><ol start="1"><li>a</li></ol><p>[...]</p><ol start="3"><li>c</li></ol></blockquote>'
    )
