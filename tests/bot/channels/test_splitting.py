from hypothesis import given
from hypothesis import strategies as st

from bot.channels.splitting import split
from bot.messages import (
    Choice,
    Citation,
    File,
    Kind,
    Link,
    Listing,
    Quote,
    QuotedLine,
    Reply,
    Text,
    paragraph,
)
from bot.rendering.plain import render

CITATION = Citation(document="a", title="A", section="", url="", date="", quote="a")


def fits(reply: Reply) -> bool:
    return len(render(reply)) <= 100


def test_what_fits_is_one_message():
    reply = Reply((paragraph("kort"),), Kind.ANSWER)

    assert split(reply, fits) == (reply,)


def test_blocks_stay_together_where_they_can():
    blocks = tuple(paragraph("zin " * 10) for _ in range(5))

    parts = split(Reply(blocks, Kind.ANSWER), fits)

    assert [len(part.blocks) for part in parts] == [2, 2, 1]


def test_choices_and_files_go_with_the_last_part_and_sources_with_the_first():
    choices, files = (Choice("Ja", "ja"),), (File("a", "text/plain", b""),)
    blocks = tuple(paragraph("woord " * 15) for _ in range(3))
    reply = Reply(blocks, Kind.ANSWER, choices=choices, citations=(CITATION,), files=files)

    parts = split(reply, fits)

    assert [part.choices for part in parts[:-1]] == [()] * (len(parts) - 1)
    assert (parts[-1].choices, parts[-1].files) == (choices, files)
    assert [bool(part.citations) for part in parts] == [True] + [False] * (len(parts) - 1)


def test_an_ordered_list_that_is_cut_keeps_its_numbers():
    items = tuple((Text(f"punt {number} " + "x" * 30),) for number in range(1, 8))

    said = "\n".join(render(part) for part in split(Reply((Listing(items, ordered=True),)), fits))

    assert all(f"{number}. punt {number}" in said for number in range(1, 8))


words = st.text(alphabet="abc déë \n", min_size=1, max_size=300)
spans = st.builds(Text, words, st.booleans()) | st.builds(Link, words, st.just("https://a.nl"))
blocks = (
    st.lists(spans, min_size=1, max_size=5).map(lambda some: paragraph(*some))
    | st.lists(st.builds(QuotedLine, words, st.sampled_from(["", "-", "1."])), min_size=1, max_size=5).map(
        lambda lines: Quote(tuple(lines))
    )
    | st.lists(st.lists(spans, min_size=1, max_size=2).map(tuple), min_size=1, max_size=5).map(
        lambda items: Listing(tuple(items))
    )
)


@given(st.lists(blocks, min_size=1, max_size=4))
def test_every_part_fits_and_no_word_is_left_out(some):
    reply = Reply(tuple(some), Kind.ANSWER)

    parts = split(reply, fits)

    assert all(map(fits, parts))
    assert "".join(map(letters, parts)) == letters(reply)


def letters(reply: Reply) -> str:
    """The letters of a reply, of those that are not in the address of a link."""
    return "".join(letter for letter in render(reply) if letter in "bcdéë")
