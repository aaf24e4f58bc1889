"""`wegwijzer terug`: let a generation of the index from before serve again."""

import sys
from typing import Annotated

import typer

from bot.assembly.generations import generations_of
from bot.settings import load_settings
from bot.wording import cli as words
from bot.wording import reindexing as reindexing_words

HELP = words.GO_BACK


def go_back_to(number: Annotated[int, typer.Argument(metavar="NUMMER", help=words.GO_BACK_NUMBER)]) -> None:
    """Let a generation serve again; an assistant that runs follows within a second."""
    index = generations_of(load_settings())
    serving = index.current()
    if number == serving.number:
        sys.stdout.write(reindexing_words.ALREADY_SERVES.format(number=number) + "\n")
        return
    # The model is the one that made what serves: loading it to ask for its name takes a second.
    index.go_back(number, serving.manifest.model)
    said = reindexing_words.SERVES_AGAIN, reindexing_words.HELD_CLI
    sys.stdout.write("\n".join(sentence.format(number=number) for sentence in said) + "\n")
