import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.text import LONGEST_MESSAGE, as_sentence, clean


def test_spaces_and_line_breaks_become_single_spaces() -> None:
    assert clean("  Wat is\n\n de\tACU?  ") == "Wat is de ACU?"


def test_bidirectional_and_invisible_characters_are_taken_out() -> None:
    assert clean("Wat is\u202e de\u200b ACU\ufeff?") == "Wat is de ACU?"


@given(st.text(max_size=LONGEST_MESSAGE * 2))
def test_cleaned_text_is_short_visible_and_stays_as_it_is(text: str) -> None:
    cleaned = clean(text)

    assert len(cleaned) <= LONGEST_MESSAGE
    assert not any(unicodedata.category(char) in {"Cc", "Cs"} for char in cleaned)
    assert clean(cleaned) == cleaned


@pytest.mark.parametrize(
    ("text", "sentence"),
    [("Zwolle", "Zwolle."), ("Klaar.", "Klaar."), ("Hoezo?", "Hoezo?"), ("Te lang…", "Te lang…")],
)
def test_a_sentence_ends_once(text: str, sentence: str) -> None:
    assert as_sentence(text) == sentence
