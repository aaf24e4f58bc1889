from pathlib import Path

import pytest

from bot.evaluation.questions import Expected, QuestionsInvalid, read_questions

QUESTIONS = Path(__file__).parents[3] / "bench" / "questions"


@pytest.mark.parametrize("name", ["tuning", "reported", "follow-ups", "training"])
def test_our_own_questions_are_sound(name: str) -> None:
    questions = list(read_questions(QUESTIONS / f"{name}.jsonl"))

    assert len({question.id for question in questions}) == len(questions) >= 200
    unanswerable = [question for question in questions if question.kind is not Expected.ANSWER]
    assert len(unanswerable) >= len(questions) / 4


def test_no_question_is_both_fitted_on_and_reported() -> None:
    asked = {
        name: {question.question.lower() for question in read_questions(QUESTIONS / f"{name}.jsonl")}
        for name in ("training", "tuning", "reported", "follow-ups")
    }

    assert not (asked["reported"] | asked["follow-ups"]) & (asked["training"] | asked["tuning"])


def test_a_line_that_is_no_question_is_named(tmp_path: Path) -> None:
    path = tmp_path / "vragen.jsonl"
    path.write_text(
        '{"id": "1", "question": "a", "kind": "unknown"}\n{"id": "2", "question": "b", "kind": "answer"}\n'
    )

    with pytest.raises(QuestionsInvalid) as caught:
        list(read_questions(path))

    assert caught.value.line == 2
