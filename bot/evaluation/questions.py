"""Questions with known answers, one JSON object a line."""

from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError, model_validator


class Expected(StrEnum):
    """What should become of a question."""

    ANSWER = "answer"
    UNKNOWN = "unknown"
    OFF_TOPIC = "off_topic"


class Question(BaseModel):
    """A question and what a right answer is.

    Attributes:
        id: names the question in reports and comparisons.
        question: as a person asks it.
        previous: what the same person asked just before.
        kind: whether the documents answer it.
        documents: file names of the documents that answer, any of which is right.
        words: what the shown text must hold: of each inner list at least one; empty where any words of one
            of the documents will do.
        style: how it is asked, to see where answers fall short.
    """

    model_config = ConfigDict(frozen=True)

    id: str
    question: str
    previous: str | None = None
    kind: Expected
    documents: tuple[str, ...] = ()
    words: tuple[tuple[str, ...], ...] = ()
    style: str = ""

    @model_validator(mode="after")
    def _says_what_is_right(self) -> "Question":
        if self.kind is Expected.ANSWER and not self.documents:
            raise ValueError("an answer needs documents")
        return self


class QuestionsInvalid(Exception):
    """A line of a file with questions cannot be used.

    Attributes:
        path: the file.
        line: number of the line, from 1.
        detail: what is wrong.
    """

    def __init__(self, path: Path, line: int, detail: str) -> None:
        super().__init__(f"{path}:{line}: {detail}")
        self.path = path
        self.line = line
        self.detail = detail


def read_questions(path: Path) -> Iterator[Question]:
    """Read a file of questions.

    Raises:
        QuestionsInvalid: a line is not a question.
    """
    for number, line in enumerate(lines_of(path), 1):
        if line.strip():
            yield question_of(line, path, number)


def lines_of(path: Path) -> list[str]:
    """Read the lines of a file.

    Raises:
        QuestionsInvalid: a line is not UTF-8.
    """
    content = path.read_bytes()
    try:
        text = content.decode().replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        number = content.count(b"\n", 0, error.start) + 1
        raise QuestionsInvalid(path, number, error.reason) from error
    # Not `splitlines`: a JSON string may hold what that takes for the end of a line.
    return text.removesuffix("\n").split("\n") if text else []


def question_of(line: str, path: Path, number: int) -> Question:
    """Read the line with this number, from 1, of a file.

    Raises:
        QuestionsInvalid: it is not a question.
    """
    try:
        return Question.model_validate_json(line)
    except ValidationError as error:
        raise QuestionsInvalid(path, number, error.errors()[0]["msg"]) from error
