from index.pgvector.words import MOST_MATCHES, as_full_text, query_for


def test_words_are_indexed_in_lower_case_without_accents_and_signs() -> None:
    assert as_full_text("Eén COÖRDINATOR,\x00 's avonds!") == "een coordinator s avonds"


def test_the_rarest_words_of_a_query_are_looked_for() -> None:
    assert (
        query_for({"overal": MOST_MATCHES, "vaak": MOST_MATCHES - 1, "zeldzaam": 1}) == "'zeldzaam' | 'vaak'"
    )


def test_a_query_of_one_word_that_is_everywhere_looks_for_that() -> None:
    assert query_for({"overal": 10 * MOST_MATCHES}) == "'overal'"


def test_a_word_that_only_hidden_documents_hold_is_not_looked_for() -> None:
    assert query_for({"geheim": 0}) == ""


def test_signs_that_mean_something_in_a_query_are_written_as_they_are() -> None:
    assert query_for({"a'b\\": 1}) == "'a''b\\\\'"
