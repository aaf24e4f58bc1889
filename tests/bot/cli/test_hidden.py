"""On the command line somebody asks who is in no room, unless they name one."""

import asyncio
import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.library.actions import LibraryAction, SetTerms, WithdrawDocument
from bot.library.terms import Terms
from bot.settings import Settings
from bot.storage.database import open_database
from bot.storage.library import change_library
from bot.storage.transaction import writing
from index.build import reindex
from index.embedding.embedder import Embedder
from index.files.generations import FileGenerations
from knowledge.reading import read_folder
from tests.bot.cli.conftest import Run
from tests.bot.incoming import incoming

QUESTION = "Hoe laat gaat de kantine op de zolder open?"
HOUR = "half twaalf"
ROOM = "matrix:!abc:example.org"


@pytest.fixture
def data(tmp_path: Path, installed: Path, embedder: Embedder) -> Path:
    """A data folder with the model, and an index of two documents."""
    data = tmp_path / "data"
    data.mkdir()
    (data / "models").symlink_to(installed / "models")
    (data / "kantine.md").write_text("# Kantine\n\nDe kantine op de zolder gaat om half twaalf open.\n")
    (data / "tuin.md").write_text("# Tuin\n\nDe tuin gaat om acht uur open.\n")
    reindex(read_folder([data / "kantine.md", data / "tuin.md"]), FileGenerations(data / "small"), embedder)
    return data


async def change(data: Path, action: LibraryAction) -> None:
    engine = await open_database(Settings(data_dir=data).database)
    async with writing(engine) as connection:
        await change_library(connection, incoming("/document"), action, datetime.now(UTC))
    await engine.dispose()


def test_without_a_database_all_is_shown_and_none_is_made(run: Run, data: Path) -> None:
    assert HOUR in run("search", QUESTION, "--index", str(data / "small")).output.decode()
    assert not (data / "wegwijzer.db").exists()


@pytest.mark.parametrize("command", ["ask", "search"])
def test_what_is_for_one_room_is_shown_to_who_asks_as_somebody_in_it(
    run: Run, data: Path, command: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WEGWIJZER_ANSWER_THRESHOLD", "0")
    asyncio.run(change(data, SetTerms("kantine.md", Terms(rooms=frozenset({ROOM})))))
    asked = (command, QUESTION, "--index", str(data / "small"))

    assert HOUR not in run(*asked).output.decode()
    assert HOUR in run(*asked, "--room", ROOM).output.decode()


def test_answers_are_measured_as_everyone_sees_them(run: Run, data: Path) -> None:
    asked = {"question": QUESTION, "kind": "answer", "documents": ["kantine.md"], "words": [[HOUR]]}
    questions, measured = data / "questions.jsonl", data / "measured.json"
    questions.write_text("".join(json.dumps({**asked, "id": number}) + "\n" for number in ("1", "2")))
    asyncio.run(change(data, WithdrawDocument("kantine.md")))

    run("evaluate", "--questions", str(questions), "--index", str(data / "small"), "--json", str(measured))

    judgements = json.loads(measured.read_text())["judgements"]
    assert [judgement["source"] for judgement in judgements] == ["tuin.md", "tuin.md"]


def test_what_is_no_room_is_refused(run: Run) -> None:
    ended = run("ask", QUESTION, "--room", "algemeen")

    assert ended.code == 2
    assert ended.output == b""
