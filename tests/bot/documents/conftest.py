"""Ada tends the documents that the assistant answers from."""

import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.dialogue import Dialogue
from index.embedding.embedder import Embedder
from tests.bot.talk import Talk


@pytest.fixture
async def talk(
    dialogue: Dialogue, embedder: Embedder, empty_database: Path, tmp_path: Path
) -> AsyncIterator[Talk]:
    """An assistant that answers from the shipped documents, and ada, who tends them."""
    roles = [
        {"channel": channel, "person": person, "role": "beheerder"}
        for channel, person in (("test", "ada"), ("matrix", "@ada:example.org"))
    ]
    knowledge = {"document_megabytes": 0.5, "admin_rooms": ["matrix:!beheer:example.org"]}
    shutil.copy(empty_database, tmp_path / "wegwijzer.db")
    talk = Talk(dialogue, embedder, tmp_path, roles=roles, knowledge=knowledge)
    await talk.start()
    yield talk
    await talk.stop()
