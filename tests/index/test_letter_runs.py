from hypothesis import given
from hypothesis import strategies as st

from index.letter_runs import letter_runs
from index.words import content_words, words


def test_words_are_lower_case_and_without_accents() -> None:
    assert words("Eén COÖRDINATOR, 's avonds!") == ["een", "coordinator", "s", "avonds"]


def test_stop_words_carry_no_meaning() -> None:
    assert content_words("De rollen van de eigenaren") == ["rollen", "eigenaren"]


def test_letter_runs_mark_the_edges_of_words() -> None:
    assert letter_runs("de driehoek") == ["_dri", "drie", "rieh", "ieho", "ehoe", "hoek", "oek_"]
    assert letter_runs("SG") == ["_sg_"]


@given(st.text())
def test_any_text_becomes_runs_of_at_most_four_letters(text: str) -> None:
    assert all(0 < len(run) <= 4 for run in letter_runs(text))
