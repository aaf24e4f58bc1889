"""Holds the line on how good the answers are, on questions that nothing was fitted on.

The figures themselves are in docs/retrieval.md; the bounds here are a little below them.
"""

from pathlib import Path

import pytest

from bot.dialogue import Dialogue
from bot.evaluation.judging import judge
from bot.evaluation.questions import read_questions
from bot.evaluation.report import Report, sum_up

QUESTIONS = Path(__file__).parents[2] / "bench" / "questions"


@pytest.fixture(scope="module")
def report(dialogue: Dialogue) -> Report:
    return sum_up(list(judge(dialogue, read_questions(QUESTIONS / "reported.jsonl"))))


@pytest.fixture(scope="module")
def follow_ups(dialogue: Dialogue) -> Report:
    return sum_up(list(judge(dialogue, read_questions(QUESTIONS / "follow-ups.jsonl"))))


@pytest.mark.parametrize(
    ("measure", "least"),
    [
        ("right_answers", 0.85),
        ("right_first_source", 0.87),
        ("honest_unknowns", 0.8),
        ("off_topic_refused", 0.93),
    ],
)
def test_answers_are_no_worse_than_they_were(report: Report, measure: str, least: float) -> None:
    assert getattr(report, measure) >= least


def test_answerable_questions_are_rarely_refused(report: Report) -> None:
    assert report.false_unknowns is not None
    assert report.false_unknowns <= 0.06


@pytest.mark.parametrize(
    ("measure", "least"), [("right_answers", 0.7), ("right_first_source", 0.69), ("honest_unknowns", 0.45)]
)
def test_answers_to_follow_ups_are_no_worse_than_they_were(
    follow_ups: Report, measure: str, least: float
) -> None:
    assert getattr(follow_ups, measure) >= least
