"""The questions that a new index is tested with: a file that admins change, one JSON object a line.

A change touches one line, so that version control shows just that; the others stay as they were written.
"""

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from bot.evaluation.questions import Expected, Question, QuestionsInvalid, lines_of, question_of
from bot.settings import Settings
from bot.text import clean
from index.durable import replace_text
from index.lock import locked
from knowledge.glossary import shipped_documents

QUESTIONS = "toetsvragen.jsonl"
"""Name of the file in the data folder, once an admin changed the shipped set."""

_SHIPPED = shipped_documents().parent / "evaluation.jsonl"
_LOCK = "toetsvragen.lock"
_LETTER = "T"
_NUMBER = re.compile(rf"{_LETTER}([0-9]{{1,9}})")


class Change(StrEnum):
    """What adding a case did.

    Attributes:
        NEW: the question was not there.
        CHANGED: it was, with something else as the right answer.
        NONE: it was there just so.
    """

    NEW = "new"
    CHANGED = "changed"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Added:
    """A case as it is in the set, and what adding it did."""

    case: Question
    change: Change


@dataclass(frozen=True, slots=True)
class _Line:
    """A line as it was written, and the case that it is; None for an empty one."""

    written: str
    case: Question | None


def read_set(settings: Settings) -> tuple[Question, ...]:
    """Read the evaluation set: the file in the settings, else what admins made of the shipped set, else that.

    Raises:
        QuestionsInvalid: a line is not a question, or has the id of another.
        OSError: the file in the settings cannot be read.
    """
    return _cases(_read(_file(settings)))


def add_case(settings: Settings, question: str, document: str | None) -> Added:
    """Add a question, or change what the right answer to it is; what is there just so stays as it is.

    Args:
        settings: name the file.
        question: as a person asks it.
        document: file name of the document that answers it; None where no answer should be given.

    Raises:
        QuestionsInvalid: a line of the file is not a question.
        OSError: the file cannot be read or written.
    """
    question = clean(question)
    with _changing(settings) as lines:
        place = next((n for n, line in enumerate(lines) if _is_same(line.case, question)), None)
        there = None if place is None else lines[place].case
        if there and (there.kind is not Expected.ANSWER if document is None else document in there.documents):
            return Added(there, Change.NONE)
        case = Question(
            id=there.id if there else _next_id(_cases(lines)),
            question=question,
            kind=Expected.UNKNOWN if document is None else Expected.ANSWER,
            documents=() if document is None else (document,),
        )
        line = _Line(_written(case), case)
        if place is None:
            lines.append(line)
        else:
            lines[place] = line
    return Added(case, Change.NEW if place is None else Change.CHANGED)


def remove_case(settings: Settings, identity: str) -> Question | None:
    """Take the case with this id out, and give it; None where there is none.

    Raises:
        QuestionsInvalid: a line of the file is not a question.
        OSError: the file cannot be read or written.
    """
    with _changing(settings) as lines:
        for place, line in enumerate(lines):
            if line.case and line.case.id == identity:
                del lines[place]
                return line.case
    return None


def case_called(typed: str, cases: Iterable[Question]) -> Question | None:
    """Give the case with this id, whatever its capitals, also without the letter before it; None for none."""
    names = {typed.casefold(), f"{_LETTER}{typed}".casefold()}
    return next((case for case in cases if case.id.casefold() in names), None)


@contextmanager
def _changing(settings: Settings) -> Iterator[list[_Line]]:
    """Give the lines of the file to change, while no other thread or process does; write what is changed."""
    with locked(settings.data_dir / _LOCK, wait=True):
        before = _read(_file(settings))
        lines = list(before)
        yield lines
        if lines != before:
            replace_text(_own_file(settings).resolve(), "".join(f"{line.written}\n" for line in lines))


def _own_file(settings: Settings) -> Path:
    return settings.knowledge.evaluation or settings.data_dir / QUESTIONS


def _file(settings: Settings) -> Path:
    own = _own_file(settings)
    return own if settings.knowledge.evaluation or own.exists() else _SHIPPED


def _read(path: Path) -> list[_Line]:
    lines: list[_Line] = []
    ids: set[str] = set()
    for number, written in enumerate(lines_of(path), 1):
        case = question_of(written, path, number) if written.strip() else None
        if case and case.id in ids:
            raise QuestionsInvalid(path, number, f"another line has the id {case.id}")
        ids |= {case.id} if case else set()
        lines.append(_Line(written, case))
    return lines


def _cases(lines: Sequence[_Line]) -> tuple[Question, ...]:
    return tuple(line.case for line in lines if line.case)


def _is_same(case: Question | None, question: str) -> bool:
    return case is not None and case.previous is None and _bare(case.question) == _bare(question)


def _bare(question: str) -> str:
    return clean(question).casefold().rstrip(" ?!.")


def _next_id(cases: Sequence[Question]) -> str:
    numbers = [int(found[1]) for case in cases if (found := _NUMBER.fullmatch(case.id))]
    return f"{_LETTER}{max(numbers, default=0) + 1}"


def _written(case: Question) -> str:
    return json.dumps(case.model_dump(mode="json", exclude_defaults=True), ensure_ascii=False)
