"""`wegwijzer toetsvragen weg`: a question that the assistant is no longer tested with."""

import sys
from typing import Annotated

import typer

from bot.evaluation.evaluation_set import case_called, read_set, remove_case
from bot.settings import load_settings
from bot.wording import evaluation_cli as words
from bot.wording.evaluation_set import REMOVED

HELP = words.REMOVE


class QuestionUnknown(Exception):
    """There is no question with this id in the evaluation set.

    Attributes:
        typed: the id as it was given.
    """

    def __init__(self, typed: str) -> None:
        super().__init__(typed)
        self.typed = typed


def remove_question(identity: Annotated[str, typer.Argument(metavar="NUMMER", help=words.ID)]) -> None:
    """Take a question out of the set."""
    settings = load_settings()
    case = case_called(identity, read_set(settings))
    removed = case and remove_case(settings, case.id)
    if removed is None:
        raise QuestionUnknown(identity)
    sys.stdout.write(REMOVED.format(id=removed.id, question=removed.question) + "\n")
