"""`wegwijzer toetsvragen erbij`: a question that the assistant is tested with, and what answers it."""

import sys
from typing import Annotated

import typer

from bot.assembly.generations import generations_of
from bot.evaluation.evaluation_set import add_case
from bot.library.finding import document_named, nearest_documents
from bot.privacy.detection import find_personal_data
from bot.settings import load_settings
from bot.wording import evaluation_cli as words
from bot.wording.evaluation_set import added, expected
from index.words import words as words_of

HELP = words.ADD


class DocumentUnknown(Exception):
    """There is no document with this name in the index.

    Attributes:
        typed: the name.
        nearest: names of those that may have been meant.
    """

    def __init__(self, typed: str, nearest: tuple[str, ...]) -> None:
        super().__init__(typed)
        self.typed = typed
        self.nearest = nearest


class PersonalDataInQuestion(Exception):
    """A question holds personal data, and is kept in a file that others read."""


def add_question(
    question: Annotated[str, typer.Argument(metavar="VRAAG", help=words.QUESTION)],
    document: Annotated[str, typer.Argument(metavar="DOCUMENT", help=words.DOCUMENT)],
) -> None:
    """Add a question, or change what the right answer to it is."""
    if not words_of(question):
        raise typer.BadParameter(words.NO_QUESTION)
    if find_personal_data(question):
        raise PersonalDataInQuestion
    settings = load_settings()
    name = None
    if document.casefold() != words.NO_DOCUMENT:
        documents = generations_of(settings).current().manifest.documents
        name = document_named(document, documents)
        if name is None:
            raise DocumentUnknown(document, nearest_documents(document, documents))
    done = add_case(settings, question, name)
    sys.stdout.write(f"{added(done)} {expected(done.case)}\n")
