"""The files that an evaluation reads."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

_QREL_FIELDS = 3


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a corpus or of a file of queries, which has no titles."""

    id: str
    text: str
    title: str = ""


class EvaluationFileError(Exception):
    """A line that is not what it should be.

    Attributes:
        path: the file.
        line: number of the line, from 1; 0 for the file as a whole.
        reason: what is wrong, in English.
    """

    def __init__(self, path: Path, line: int, reason: str) -> None:
        super().__init__(f"{path}:{line}: {reason}" if line else f"{path}: {reason}")
        self.path = path
        self.line = line
        self.reason = reason


def read_entries(path: Path) -> list[Entry]:
    """Read JSON lines with `_id`, `text` and, in a corpus, `title`.

    Raises:
        EvaluationFileError: the file cannot be read, or one of its lines is not such an object.
    """
    entries: dict[str, Entry] = {}
    for number, line in _lines(path):
        try:
            fields = json.loads(line)
        except ValueError:
            raise EvaluationFileError(path, number, "not JSON") from None
        if not isinstance(fields, dict):
            raise EvaluationFileError(path, number, "not a JSON object")
        for field in ("_id", "text"):
            if not isinstance(fields.get(field), str):
                raise EvaluationFileError(path, number, f'no "{field}" with a text')
        if fields["_id"] in entries:
            raise EvaluationFileError(path, number, f'"_id" {fields["_id"]} is there twice')
        entries[fields["_id"]] = Entry(fields["_id"], fields["text"], str(fields.get("title") or ""))
    if not entries:
        raise EvaluationFileError(path, 0, "empty")
    return list(entries.values())


def read_qrels(path: Path) -> dict[str, dict[str, int]]:
    """Read tab-separated query, entry and grade into grades by query and entry; a header may come first.

    Raises:
        EvaluationFileError: the file cannot be read, or one of its lines has other fields.
    """
    grades: dict[str, dict[str, int]] = {}
    for number, line in _lines(path):
        fields = line.rstrip("\r\n").split("\t")
        if len(fields) != _QREL_FIELDS:
            raise EvaluationFileError(path, number, f"{len(fields)} fields separated by tabs, not 3")
        query, entry, grade = fields
        if not grade.strip().lstrip("-").isdecimal():
            if number == 1:
                continue
            raise EvaluationFileError(path, number, f"the grade {grade!r} is not a whole number")
        grades.setdefault(query, {})[entry] = int(grade)
    if not grades:
        raise EvaluationFileError(path, 0, "empty")
    return grades


def _lines(path: Path) -> Iterator[tuple[int, str]]:
    """Go through the lines that are not blank, with their numbers."""
    try:
        with path.open(encoding="utf-8-sig") as stream:
            for number, line in enumerate(stream, start=1):
                if line.strip():
                    yield number, line
    except OSError as error:
        raise EvaluationFileError(path, 0, error.strerror or "cannot be read") from error
    except UnicodeDecodeError:
        raise EvaluationFileError(path, 0, "not UTF-8") from None
