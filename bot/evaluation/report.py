"""Judgements summed up, and compared with those of an earlier run."""

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from statistics import quantiles

from pydantic import BaseModel, TypeAdapter, ValidationError

from bot.evaluation.judging import Judgement
from bot.evaluation.questions import Expected
from bot.messages import Kind


class Report(BaseModel):
    """What was measured on a set of questions; shares are between 0 and 1.

    Attributes:
        questions: how many there were.
        right_answers: of answerable questions, shown text with the right words.
        right_first_source: of answerable questions, right document named first.
        false_unknowns: of answerable questions, not answered.
        honest_unknowns: of questions that the documents do not answer, not answered.
        off_topic_refused: of questions about something else, not answered.
        right_by_style: share right by style of question.
        p50_ms: median time of the assistant.
        p95_ms: the time that 95% stay under.
        judgements: of each question.
    """

    questions: int
    right_answers: float | None
    right_first_source: float | None
    false_unknowns: float | None
    honest_unknowns: float | None
    off_topic_refused: float | None
    right_by_style: dict[str, float]
    p50_ms: float
    p95_ms: float
    judgements: tuple[Judgement, ...]


class ReportInvalid(Exception):
    """A file is not a report of an earlier run.

    Attributes:
        path: the file.
    """

    def __init__(self, path: Path) -> None:
        super().__init__(str(path))
        self.path = path


def sum_up(judgements: Sequence[Judgement]) -> Report:
    """Sum up at least two judgements."""
    answerable = [item for item in judgements if item.expected is Expected.ANSWER]
    percentiles = quantiles([item.took_ms for item in judgements], n=20, method="inclusive")
    styles = sorted({item.style for item in judgements})
    return Report(
        questions=len(judgements),
        right_answers=_share(answerable, lambda item: item.right),
        right_first_source=_share(answerable, lambda item: item.right_source),
        false_unknowns=_share(answerable, lambda item: item.kind is not Kind.ANSWER),
        honest_unknowns=_share(_expected(judgements, Expected.UNKNOWN), lambda item: item.right),
        off_topic_refused=_share(_expected(judgements, Expected.OFF_TOPIC), lambda item: item.right),
        right_by_style={
            style: _share((item for item in judgements if item.style == style), lambda item: item.right)
            or 0.0
            for style in styles
        },
        p50_ms=round(percentiles[9], 1),
        p95_ms=round(percentiles[18], 1),
        judgements=tuple(judgements),
    )


def read_report(path: Path) -> Report:
    """Read the report of an earlier run.

    Raises:
        ReportInvalid: it is not one.
    """
    try:
        return TypeAdapter(Report).validate_json(path.read_bytes())
    except ValidationError as error:
        raise ReportInvalid(path) from error


def changed(before: Report, after: Report) -> tuple[list[str], list[str]]:
    """Name the questions that went right only after, and those that went right only before."""
    was_right = {item.id: item.right for item in before.judgements}
    both = [item for item in after.judgements if item.id in was_right]
    return (
        [item.id for item in both if item.right and not was_right[item.id]],
        [item.id for item in both if was_right[item.id] and not item.right],
    )


def _expected(judgements: Iterable[Judgement], kind: Expected) -> list[Judgement]:
    return [item for item in judgements if item.expected is kind]


def _share(judgements: Iterable[Judgement], counts: Callable[[Judgement], bool]) -> float | None:
    counted = [counts(item) for item in judgements]
    return round(sum(counted) / len(counted), 4) if counted else None
