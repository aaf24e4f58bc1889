from bot.messages import Choice, Link, Listing, Quote, QuotedLine, Reply, Text, paragraph
from bot.rendering.plain import render


def test_blocks_are_separated_by_an_empty_line() -> None:
    reply = Reply((paragraph("Een."), paragraph("Twee.")))

    assert render(reply) == "Een.\n\nTwee."


def test_a_link_shows_its_address() -> None:
    reply = Reply((paragraph("Zie ", Link("Driehoek", "https://example.org/d"), "."),))

    assert render(reply) == "Zie Driehoek (https://example.org/d)."


def test_where_words_are_left_out_a_gap_is_shown() -> None:
    quote = Quote((QuotedLine("A."), QuotedLine("C.", after_gap=True)))

    assert render(Reply((quote,))) == "A. [...] C."


def test_a_quoted_list_keeps_its_markers_under_the_sentence_that_introduces_it() -> None:
    quote = Quote((QuotedLine("De rollen:"), QuotedLine("eigenaar", "-"), QuotedLine("opdrachtgever", "-")))

    assert render(Reply((quote,))) == "De rollen:\n- eigenaar\n- opdrachtgever"


def test_sentences_of_one_paragraph_stay_together_and_a_new_paragraph_stands_apart() -> None:
    quote = Quote((QuotedLine("A."), QuotedLine("B."), QuotedLine("C.", starts_paragraph=True)))

    assert render(Reply((quote,))) == "A. B.\n\nC."


def test_choices_are_numbered() -> None:
    reply = Reply((paragraph("Welke?"),), choices=(Choice("Vraag", "vraag"), Choice("Melding", "melding")))

    assert render(reply) == "Welke?\n\n1. Vraag\n2. Melding"


def test_a_listing_is_bulleted() -> None:
    assert render(Reply((Listing(((Text("a"),), (Text("b"),))),))) == "- a\n- b"
