from bot.answering.selection import MOST_WORDS, select_lines
from knowledge.passage import Line, Role


def sentence(words: int, word: str = "woord") -> Line:
    return Line(" ".join([word] * words) + ".")


def test_a_short_passage_is_shown_whole() -> None:
    lines = [sentence(10), sentence(10)]

    assert select_lines("vraag", lines, [0.8, 0.9]) == [0, 1]


def test_of_a_long_passage_the_nearest_lines_are_shown_in_reading_order() -> None:
    lines = [sentence(30), sentence(30), sentence(30)]

    assert select_lines("vraag", lines, [0.7, 0.9, 0.8]) == [1, 2]


def test_sharing_words_with_the_question_counts() -> None:
    lines = [sentence(50, "begroting"), sentence(50, "looptijd")]

    assert select_lines("wat is de looptijd", lines, [0.81, 0.80]) == [1]


def test_an_item_comes_with_the_sentence_that_introduces_its_list() -> None:
    lines = [
        sentence(20),
        sentence(60),
        Line("De rollen:"),
        Line("eigenaar", Role.ITEM),
        Line("x", Role.ITEM),
    ]

    assert {2, 3} <= set(select_lines("vraag", lines, [0.1, 0.2, 0.1, 0.9, 0.1]))


def test_a_line_longer_than_the_limit_is_shown_all_the_same() -> None:
    assert select_lines("vraag", [sentence(MOST_WORDS * 2)], [0.9]) == [0]


def test_a_sentence_that_points_back_comes_with_the_sentence_before_it() -> None:
    lines = [sentence(40, "commissie"), Line("Zij komen elke maand bij elkaar."), sentence(60)]

    assert select_lines("hoe vaak", lines, [0.1, 0.9, 0.5]) == [0, 1]


def test_where_both_do_not_fit_the_sentence_that_answers_stands_alone() -> None:
    lines = [sentence(MOST_WORDS), Line("Zij komen elke maand bij elkaar."), Line("Het is de commissie.")]

    assert select_lines("hoe vaak", lines, [0.0, 0.5, 0.9]) == [1, 2]


A_LIST = [
    sentence(30),
    Line("De oproepen:"),
    Line(" ".join(["oproep"] * 60), Role.ITEM),
    Line(" ".join(["inspanning"] * 60), Role.ITEM),
]


def test_a_list_that_is_asked_for_comes_whole() -> None:
    assert select_lines("welke oproepen zijn er", A_LIST, [0.1, 0.2, 0.9, 0.3]) == [1, 2, 3]


def test_of_a_list_that_is_not_asked_for_the_nearest_item_comes() -> None:
    assert select_lines("wanneer was de oproep", A_LIST, [0.1, 0.2, 0.9, 0.3]) == [1, 2]


def test_a_list_that_is_too_long_comes_in_part() -> None:
    lines = [*A_LIST, Line(" ".join(["tempo"] * 60), Role.ITEM)]

    assert select_lines("welke oproepen zijn er", lines, [0.1, 0.2, 0.9, 0.3, 0.3]) == [1, 2]
