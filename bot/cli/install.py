"""`wegwijzer install`: everything that has to be made once, so that later starts are quick."""

from bot.assembly.answering import open_dialogue
from bot.cli.progress import progress_on_stderr
from bot.settings import load_settings
from bot.wording import cli as words

HELP = words.INSTALL


def install() -> None:
    """Prepare the language model and the index of the shipped documents."""
    open_dialogue(load_settings(), None, progress_on_stderr)
