"""Knelpunten that were reported elsewhere: JSON lines become reports."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated, BinaryIO

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    ValidationError,
    model_validator,
)

from bot.knelpunten.report import Affected, Cause, Report
from bot.knelpunten.titles import propose_title
from knowledge.normalise import clean

LONGEST_LINE = 2**20
_BYTE_ORDER_MARK = b"\xef\xbb\xbf"
_CAUSES = {cause.value.casefold(): cause for cause in Cause}
_AFFECTED = {
    Affected.CITIZENS: re.compile(r"\b(?:burgers?|inwoners?|citizens?)\b", re.IGNORECASE),
    Affected.BUSINESSES: re.compile(
        r"\b(?:bedrijf|bedrijven|ondernemers?|ondernemingen|werkgevers?|mkb|zzp(?:'?ers?)?|business(?:es)?)\b",
        re.IGNORECASE,
    ),
    Affected.PROFESSIONALS: re.compile(
        r"\b(?:professionals?|medewerkers?|ambtena(?:ar|ren)|uitvoerders?|behandelaars?)\b", re.IGNORECASE
    ),
}


class LineProblem(StrEnum):
    """What is wrong with a line."""

    TOO_LONG = "too_long"
    NOT_UTF8 = "not_utf8"
    NOT_JSON = "not_json"
    NOT_AN_OBJECT = "not_an_object"
    MISSING = "missing"
    INVALID = "invalid"
    NOTHING_TOLD = "nothing_told"


_PROBLEMS = {
    "json_invalid": LineProblem.NOT_JSON,
    "missing": LineProblem.MISSING,
    "value_error": LineProblem.NOTHING_TOLD,
}


@dataclass(frozen=True, slots=True)
class BadLine:
    """A line that cannot be used.

    Attributes:
        line: its number, from 1.
        problem: what is wrong with it.
        field: the field that is missing or invalid, or ``""``.
    """

    line: int
    problem: LineProblem
    field: str = ""


def _one_text(value: object) -> object:
    """Take an absent value for an empty one, and a list for its items in a row."""
    if value is None:
        return ""
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        return ", ".join(value)
    return value


def _clean_lines(text: str) -> str:
    return "\n".join(filter(None, map(clean, text.splitlines())))


_Text = Annotated[str, BeforeValidator(_one_text)]


class ImportedRow(BaseModel):
    """One line of an import. The fields after `severity` are those of an export of our own."""

    model_config = ConfigDict(frozen=True, coerce_numbers_to_str=True)

    id: Annotated[str, AfterValidator(clean), Field(min_length=1, max_length=200)]
    title: _Text = ""
    description: _Text = ""
    organisation: _Text = ""
    target_group: _Text = ""
    law: _Text = ""
    cause: _Text = ""
    severity: Annotated[_Text, AfterValidator(clean)] = ""
    affected: _Text = ""
    group: _Text = ""
    frequency: _Text = ""
    consequence: _Text = ""
    tried: _Text = ""
    proposal: _Text = ""
    contact: bool = False

    @model_validator(mode="after")
    def _tells_something(self) -> "ImportedRow":
        if not clean(self.title) and not clean(self.description):
            raise ValueError("neither title nor description")
        return self


def read_lines(stream: BinaryIO) -> Iterator[ImportedRow | BadLine]:
    """Read JSON lines, one object a line; empty lines are passed over.

    A JSON array with one object on each line, as `export_json` writes it, is read the same way.

    Yields:
        Each line as a row, or as what is wrong with it; lines of more than 1 MB are not read.
    """
    number = 0
    while line := stream.readline(LONGEST_LINE + 1):
        number += 1
        if len(line) > LONGEST_LINE:
            while line and not line.endswith(b"\n"):
                line = stream.readline(LONGEST_LINE)
            yield BadLine(number, LineProblem.TOO_LONG)
            continue
        if number == 1:
            line = line.removeprefix(_BYTE_ORDER_MARK)
        line = line.strip().removesuffix(b",")
        if line not in {b"", b"[", b"]", b"[]"}:
            yield _row(number, line)


def to_report(row: ImportedRow) -> Report:
    """Make a report of a row: a cause that is not known becomes ``anders: `` and its words."""
    told = {name: _clean_lines(value) for name, value in row.model_dump(exclude={"contact"}).items()}
    description = told["description"] or told["title"]
    affected, group = _affected(clean(told["target_group"]))
    if told["affected"]:
        affected, group = clean(told["affected"]), told["group"]
    return Report(
        title=clean(told["title"]) or propose_title(description),
        description=description,
        affected=affected,
        group=group,
        organisation=clean(told["organisation"]),
        regulation=told["law"],
        cause=_cause(clean(told["cause"])),
        frequency=told["frequency"],
        consequence=told["consequence"],
        tried=told["tried"],
        proposal=told["proposal"],
        contact=row.contact,
    )


def _row(number: int, line: bytes) -> ImportedRow | BadLine:
    try:
        return ImportedRow.model_validate_json(line.decode())
    except UnicodeDecodeError:
        return BadLine(number, LineProblem.NOT_UTF8)
    except ValidationError as error:
        first = error.errors(include_url=False, include_context=False, include_input=False)[0]
        field = str(first["loc"][0]) if first["loc"] else ""
        usual = LineProblem.INVALID if field else LineProblem.NOT_AN_OBJECT
        return BadLine(number, _PROBLEMS.get(first["type"], usual), field)


def _affected(words: str) -> tuple[str, str]:
    """Tell who is affected, and which group; words that name nobody we know are who is affected."""
    known = [affected.value for affected, pattern in _AFFECTED.items() if pattern.search(words)]
    if not known:
        return words, ""
    affected = ", ".join(known)
    return affected, "" if words.casefold() == affected else words


def _cause(words: str) -> str:
    if not words:
        return ""
    known = _CAUSES.get(words.casefold())
    if known:
        return known.value
    other = words.casefold().startswith(f"{Cause.OTHER}:")
    return words if other else f"{Cause.OTHER}: {words}"
