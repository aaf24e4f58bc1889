import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.normalise import clean, decode


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "windows-1252", "utf-16"])
def test_dutch_text_is_decoded_from_the_usual_encodings(encoding):
    text = "Eén coördinerend minister – ‘de lijn’ voor € 600 miljoen"

    assert decode(text.encode(encoding)) == text


def test_invisible_characters_and_runs_of_space_are_removed():
    assert clean("be\u00adleid\u00a0\u200b  en\r\n\tuit\ufeffvoering\x07") == "beleid en uitvoering"


def test_an_accent_that_stands_apart_is_joined_with_its_letter():
    assert clean("coo\u0308rdinatie") == "coördinatie"


@given(st.binary())
def test_any_bytes_become_text_without_control_characters(data):
    text = clean(decode(data))

    assert not any(
        unicodedata.category(character) in {"Cc", "Cs", "Co"}
        for character in text
        if character < "\U000f0000"
    )
    assert clean(text) == text
