"""The glossary: the programme's terms and abbreviations and what they mean."""

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from knowledge.document import Document, Paragraph, Section, Source
from knowledge.normalise import clean

_HERE = Path(__file__).parent
_SHIPPED = _HERE / "glossary.toml"

_Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]


@dataclass(frozen=True, slots=True)
class Term:
    """One entry of the glossary.

    Attributes:
        name: the term written out, e.g. ``Ambtelijke Commissie Uitvoering``.
        abbreviations: e.g. ``("ACU",)``.
        also: other names for the same.
        meaning: one or more sentences.
        document: file name of the document that tells more, or ``""``.
    """

    name: str
    abbreviations: tuple[str, ...]
    also: tuple[str, ...]
    meaning: str
    document: str = ""


class GlossaryError(ValueError):
    """A glossary that cannot be used.

    Attributes:
        path: the file.
        problems: each as ``place: what is wrong``.
    """

    def __init__(self, path: Path, problems: tuple[str, ...]) -> None:
        super().__init__(f"{path}: {'; '.join(problems)}")
        self.path = path
        self.problems = problems


class _Entry(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    name: _Text
    abbreviations: tuple[_Text, ...] = ()
    also: tuple[_Text, ...] = ()
    meaning: _Text
    document: str = ""


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    term: tuple[_Entry, ...] = Field(min_length=1)


def shipped_documents() -> Path:
    """Return the folder with the documents that come with the program."""
    return _HERE / "documents"


def load_glossary(path: Path = _SHIPPED) -> tuple[Term, ...]:
    """Read a glossary: a TOML file with a ``[[term]]`` for each term.

    Raises:
        GlossaryError: no TOML, a key that is missing, unknown or of a wrong kind, or a name or
            abbreviation that is given to two terms.
        OSError: the file cannot be read.
    """
    try:
        entries = _File.model_validate(tomllib.loads(path.read_text(encoding="utf-8"))).term
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise GlossaryError(path, (str(error),)) from error
    except ValidationError as error:
        problems = (f"{'.'.join(map(str, item['loc']))}: {item['msg']}" for item in error.errors())
        raise GlossaryError(path, tuple(problems)) from error
    if doubles := _doubles(entries):
        raise GlossaryError(path, tuple(f"{name}: given to two terms" for name in doubles))
    return tuple(
        Term(
            name=clean(entry.name),
            abbreviations=tuple(map(clean, entry.abbreviations)),
            also=tuple(map(clean, entry.also)),
            meaning=clean(entry.meaning),
            document=entry.document,
        )
        for entry in entries
    )


def as_document(terms: tuple[Term, ...]) -> Document:
    """Return the glossary as a document, to be searched and quoted like any other."""
    sections = tuple(Section(headings=(_heading(term),), blocks=(Paragraph(term.meaning),)) for term in terms)
    return Document(Source(document=_SHIPPED.name, title="Begrippenlijst Werk aan Uitvoering"), sections)


def _heading(term: Term) -> str:
    return f"{term.name} ({', '.join(term.abbreviations)})" if term.abbreviations else term.name


def _doubles(entries: tuple[_Entry, ...]) -> list[str]:
    seen: set[str] = set()
    doubles: list[str] = []
    for entry in entries:
        names = {name.casefold() for name in (entry.name, *entry.abbreviations, *entry.also)}
        doubles += sorted(names & seen)
        seen |= names
    return doubles
