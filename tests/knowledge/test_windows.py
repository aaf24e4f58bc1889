from hypothesis import given
from hypothesis import strategies as st

from knowledge.windows import windows


def test_a_cut_falls_after_a_sentence_where_there_is_one():
    assert list(windows("Een zin. Nog een.", 12, [". ", " "])) == ["Een zin. ", "Nog een."]


@given(st.text(alphabet="ab. "), st.integers(1, 9))
def test_the_pieces_are_the_text_and_none_is_too_long(text, most):
    pieces = list(windows(text, most, [". ", " "]))

    assert "".join(pieces) == text
    assert all(len(piece) <= most for piece in pieces)
