"""The size of a picture."""

from hypothesis import given
from hypothesis import strategies as st

from bot.channels.pictures import size_of_png
from tests.bot.channels.pictures import picture


@given(width=st.integers(1, 300), height=st.integers(1, 300))
def test_the_size_of_a_picture_is_read(width: int, height: int):
    assert size_of_png(picture(width, height)) == (width, height)


@given(st.integers(0, 23))
def test_a_picture_that_is_cut_off_has_no_size(length: int):
    assert size_of_png(picture(30, 20)[:length]) is None


@given(st.binary())
def test_what_is_no_picture_has_no_size(content: bytes):
    assert size_of_png(content) is None
