from pathlib import Path

import pytest

from bot.assembly import open_dialogue
from bot.dialogue import Dialogue
from bot.progress import Progress
from bot.settings import Settings


def no_progress(_task: str) -> Progress:
    return lambda _done, _total: None


@pytest.fixture(scope="session")
def dialogue(installed: Path) -> Dialogue:
    """The dialogue as people have it: the default model and the shipped documents."""
    return open_dialogue(Settings(data_dir=installed), None, no_progress)
