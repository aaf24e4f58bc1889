from hypothesis import given
from hypothesis import strategies as st

from index.letter_runs import letter_runs
from index.tokens import terms, words


def test_words_are_lower_case_and_without_accents() -> None:
    assert words("Eén COÖRDINATOR, 's avonds!") == ["een", "coordinator", "s", "avonds"]


def test_terms_are_stems_without_stop_words() -> None:
    assert terms("De rollen van de eigenaren") == terms("rol eigenaar")


def test_letter_runs_mark_the_edges_of_words() -> None:
    assert letter_runs("de driehoek") == ["_dri", "drie", "rieh", "ieho", "ehoe", "hoek", "oek_"]
    assert letter_runs("SG") == ["_sg_"]


@given(st.text())
def test_any_text_becomes_runs_of_at_most_four_letters(text: str) -> None:
    assert all(0 < len(run) <= 4 for run in letter_runs(text))
