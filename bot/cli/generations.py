"""`wegwijzer generaties`: the generations of the index, and which one serves."""

import sys

from bot.assembly.generations import generations_of
from bot.settings import load_settings
from bot.wording import cli as words
from bot.wording import reindexing as reindexing_words

HELP = words.GENERATIONS


def list_generations() -> None:
    """List the generations of the index of the assistant."""
    index = generations_of(load_settings())
    serving = index.current()
    lines = [
        reindexing_words.entry(generation, serves=generation.number == serving.number)
        for generation in index.all()
    ]
    if index.is_held():
        lines.append(reindexing_words.HELD_CLI.format(number=serving.number))
    sys.stdout.write("\n".join(lines) + "\n")
