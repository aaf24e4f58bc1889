"""`wegwijzer ask`: one question, or a file of them, answered without a conversation around it."""

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any

import typer
from pydantic import BaseModel, ValidationError

from bot import asking
from bot.assembly.answering import open_dialogue
from bot.cli.hidden import hidden_from
from bot.cli.options import IndexOption, RoomOption
from bot.cli.progress import progress_on_stderr
from bot.dialogue import Dialogue
from bot.library.hidden import Hidden
from bot.messages import Reply
from bot.rendering.plain import render
from bot.settings import load_settings
from bot.wording import cli as words

HELP = words.ASK


class BatchInvalid(Exception):
    """A line of a batch file cannot be used.

    Attributes:
        path: the file.
        line: number of the line, from 1.
    """

    def __init__(self, path: Path, line: int) -> None:
        super().__init__(f"{path}:{line}")
        self.path = path
        self.line = line


class BatchQuestion(BaseModel):
    """One line of a batch file."""

    id: str | int
    question: str
    previous: str | None = None


def ask(
    question: Annotated[str | None, typer.Argument(metavar="VRAAG", help=words.ASK_QUESTION)] = None,
    index: IndexOption = None,
    as_json: Annotated[bool, typer.Option("--json", help=words.ASK_JSON)] = False,
    batch: Annotated[Path | None, typer.Option("--batch", metavar="FILE", help=words.ASK_BATCH)] = None,
    room: RoomOption = None,
) -> None:
    """Answer one question, or each question in a file."""
    if (question is None) == (batch is None):
        raise typer.BadParameter(words.ASK_ONE_OF)
    questions = list(_read_batch(batch)) if batch else []
    settings = load_settings()
    dialogue = open_dialogue(settings, index, progress_on_stderr)
    hidden = hidden_from(settings, dialogue.versions, room)
    if question is not None:
        outcome = _ask(dialogue, question, hidden)
        sys.stdout.write((json.dumps(outcome, ensure_ascii=False) if as_json else outcome["answer"]) + "\n")
    for entry in questions:
        outcome = {"id": entry.id, **_ask(dialogue, entry.question, hidden, entry.previous)}
        sys.stdout.write(json.dumps(outcome, ensure_ascii=False) + "\n")
        sys.stdout.flush()


def _read_batch(path: Path) -> Iterator[BatchQuestion]:
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if line.strip():
            try:
                yield BatchQuestion.model_validate_json(line)
            except ValidationError as error:
                raise BatchInvalid(path, number) from error


def _ask(dialogue: Dialogue, question: str, hidden: Hidden, previous: str | None = None) -> dict[str, Any]:
    reply, took_ms = asking.ask(dialogue, question, previous, hidden)
    return {
        "question": question,
        "kind": reply.kind.value,
        "answer": render(reply),
        "sources": _sources(reply),
        "score": None if reply.score is None else round(reply.score, 4),
        "took_ms": took_ms,
    }


def _sources(reply: Reply) -> list[dict[str, str]]:
    return [
        {
            "document": citation.document,
            "title": citation.title,
            "section": citation.section,
            "url": citation.url,
            "date": citation.date,
            "quote": citation.quote,
        }
        for citation in reply.citations
    ]
