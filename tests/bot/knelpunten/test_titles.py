import pytest

from bot.knelpunten.titles import LONGEST, propose_title


@pytest.mark.parametrize(
    ("description", "title"),
    [
        ("wij lopen vast. Al jaren.", "Wij lopen vast"),
        ("Waarom duurt dit\nzo lang?", "Waarom duurt dit zo lang"),
        ("", ""),
    ],
)
def test_a_title_is_the_first_sentence_with_a_capital(description: str, title: str) -> None:
    assert propose_title(description) == title


def test_a_long_sentence_is_cut_between_words() -> None:
    title = propose_title("lang " * 100)

    assert len(title) <= LONGEST
    assert title.endswith(" lang…")
