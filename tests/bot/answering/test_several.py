import pytest

from bot.answering.several import split_questions


@pytest.mark.parametrize(
    ("text", "questions"),
    [
        ("Wat is de ACU? Wie is de eigenaar?", ["Wat is de ACU?", "Wie is de eigenaar?"]),
        (
            "wie leidt het programma en hoeveel geld is er per jaar?",
            ["wie leidt het programma", "hoeveel geld is er per jaar?"],
        ),
        ("Wat is de ACU? En wie is de eigenaar?", ["Wat is de ACU?", "wie is de eigenaar?"]),
        ("Wie zit de ACU voor en sinds wanneer?", ["Wie zit de ACU voor", "sinds wanneer?"]),
        ("What is the ACU and since when does it exist?", ["What is the ACU", "since when does it exist?"]),
    ],
)
def test_two_questions_in_one_message_are_told_apart(text: str, questions: list[str]) -> None:
    assert split_questions(text) == questions


@pytest.mark.parametrize(
    "text",
    [
        "Welke rollen kent het driehoekmodel?",
        "wat is het verschil tussen eigenaar en opdrachtgever",
        "Wat is de ACU? Toch?",
        "Wat kost het? Wie betaalt het? Waar staat het? Wanneer begint het?",
        "???",
        "",
    ],
)
def test_one_question_stays_as_it_is(text: str) -> None:
    assert split_questions(text) == [text]
