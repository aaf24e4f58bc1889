"""`wegwijzer toetsvragen list`: the questions that the assistant is tested with, a line each."""

import json
import sys
from typing import Annotated

import typer
from rich.table import Table
from rich.text import Text

from bot.cli.knelpunten.screen import print_table
from bot.evaluation.evaluation_set import read_set
from bot.evaluation.questions import Question
from bot.settings import load_settings
from bot.text import clean
from bot.wording import evaluation_cli as words

HELP = words.LIST


def list_questions(
    as_json: Annotated[bool, typer.Option("--json", help=words.LIST_JSON)] = False,
) -> None:
    """List them: a table on a terminal, else tab separated values."""
    cases = read_set(load_settings())
    if not cases:
        sys.stderr.write(words.NONE_YET + "\n")
    elif as_json:
        for case in cases:
            sys.stdout.write(json.dumps(case.model_dump(mode="json"), ensure_ascii=False) + "\n")
    elif sys.stdout.isatty():
        table = Table(box=None, expand=True, header_style="bold", pad_edge=False)
        for heading, ratio in zip(words.HEADINGS, (None, 2, 1), strict=True):
            table.add_column(heading, no_wrap=ratio is None, ratio=ratio, overflow="fold")
        for case in cases:
            table.add_row(*map(Text, _values(case)))
        print_table(table)
    else:
        for case in cases:
            sys.stdout.write("\t".join(_values(case)) + "\n")


def _values(case: Question) -> tuple[str, ...]:
    return clean(case.id), clean(case.question), clean(", ".join(case.documents)) or words.NO_DOCUMENT
