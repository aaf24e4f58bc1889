from hypothesis import given
from hypothesis import strategies as st

from bot.fixed_answers.labelled import Label, read_labelled

plain = st.text(
    st.characters(blacklist_categories=("Cc", "Cs", "Zl", "Zp"), blacklist_characters=":|"), max_size=30
)
labels = st.sampled_from([label for label in Label if label is not Label.TEXT])


def test_lines_say_what_they_are_and_the_rest_is_the_text():
    read = read_labelled(
        "Bel Karin.\n\n- op maandag\nBRON: https://example.org\n**Eigenaar:** team A\nvraag weg: 2"
    )

    assert read.text == "Bel Karin.\n\n- op maandag"
    assert read.others == (
        (Label.SOURCE, "https://example.org"),
        (Label.OWNER, "team A"),
        (Label.WITHOUT_QUESTION, "2"),
    )


def test_on_one_line_a_bar_stands_between():
    read = read_labelled("Bel Karin | of Piet | bron: gids | eigenaar: team A")

    assert (read.text, read.others) == (
        "Bel Karin | of Piet",
        ((Label.SOURCE, "gids"), (Label.OWNER, "team A")),
    )


@given(st.lists(st.tuples(st.none() | labels, plain)))
def test_no_line_is_lost(lines: list[tuple[Label | None, str]]):
    read = read_labelled("\n".join(said if label is None else f"{label}: {said}" for label, said in lines))

    assert read.others == tuple((label, said.strip()) for label, said in lines if label)
    assert read.text == "\n".join(said for label, said in lines if label is None).strip()


@given(st.text())
def test_any_text_is_read(typed: str):
    read_labelled(typed)
