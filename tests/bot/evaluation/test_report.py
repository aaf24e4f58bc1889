from pathlib import Path
from typing import Any

import pytest

from bot.evaluation.judging import Judgement
from bot.evaluation.questions import Expected
from bot.evaluation.report import ReportInvalid, changed, read_report, sum_up
from bot.messages import Kind


def judgement(name: str, **changes: Any) -> Judgement:
    values: dict[str, Any] = {
        "id": name,
        "style": "plain",
        "expected": Expected.ANSWER,
        "kind": Kind.ANSWER,
        "right_words": True,
        "right_source": True,
        "source": "a.md",
        "score": 0.9,
        "took_ms": 10.0,
    }
    return Judgement(**(values | changes))


def test_shares_are_of_the_questions_that_they_are_about() -> None:
    report = sum_up(
        [
            judgement("right"),
            judgement("wrong words", right_words=False),
            judgement("refused", kind=Kind.UNKNOWN, right_words=False, right_source=False),
            judgement("made up", expected=Expected.UNKNOWN),
            judgement("honest", expected=Expected.UNKNOWN, kind=Kind.UNKNOWN),
            judgement("weather", expected=Expected.OFF_TOPIC, kind=Kind.UNKNOWN),
        ]
    )

    assert report.right_answers == pytest.approx(1 / 3, abs=1e-4)
    assert report.right_first_source == pytest.approx(2 / 3, abs=1e-4)
    assert report.false_unknowns == pytest.approx(1 / 3, abs=1e-4)
    assert report.honest_unknowns == 0.5
    assert report.off_topic_refused == 1.0


def test_a_comparison_names_what_changed() -> None:
    before = sum_up([judgement("a"), judgement("b", right_words=False), judgement("c")])
    after = sum_up([judgement("a", right_words=False), judgement("b"), judgement("new")])

    assert changed(before, after) == (["b"], ["a"])


def test_a_report_reads_back_as_it_was_written(tmp_path: Path) -> None:
    report = sum_up([judgement("a"), judgement("b")])
    path = tmp_path / "report.json"
    path.write_text(report.model_dump_json())

    assert read_report(path) == report


def test_another_file_is_no_report(tmp_path: Path) -> None:
    path = tmp_path / "x.json"
    path.write_text("[]")

    with pytest.raises(ReportInvalid):
        read_report(path)
