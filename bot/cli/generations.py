"""`wegwijzer generaties`: the generations of the index, and which one serves."""

import sys

from bot.settings import load_settings
from bot.wording import cli as words
from bot.wording import reindexing as reindexing_words
from index.generations import current_generation, generations, is_held

HELP = words.GENERATIONS


def list_generations() -> None:
    """List the generations of the index of the assistant."""
    settings = load_settings()
    serving = current_generation(settings.index_dir)
    lines = [
        reindexing_words.entry(generation, serves=generation.number == serving.number)
        for generation in generations(settings.index_dir)
    ]
    if is_held(settings.index_dir):
        lines.append(reindexing_words.HELD_CLI.format(number=serving.number))
    sys.stdout.write("\n".join(lines) + "\n")
