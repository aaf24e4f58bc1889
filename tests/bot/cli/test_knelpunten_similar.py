import json
import sqlite3
from pathlib import Path

import pytest

from tests.bot.cli.conftest import Run
from tests.bot.cli.knelpunten import LICENCE, TWICE, TWICE_TOO, as_lines


@pytest.fixture
def data(installed: Path, tmp_path: Path) -> Path:
    """A data folder with the language model and nothing else."""
    data = tmp_path / "data"
    data.mkdir()
    (data / "models").symlink_to(installed / "models")
    return data


def test_each_knelpunt_is_a_line_with_its_look_alikes_by_the_ids_they_came_with(data: Path, run: Run) -> None:
    run("knelpunten", "import", "-", typed=as_lines(TWICE, LICENCE, TWICE_TOO))

    ended = run("knelpunten", "similar", "--json")

    lines = [json.loads(line) for line in ended.lines]
    assert [(line["id"], [other["id"] for other in line["similar"]]) for line in lines] == [
        ("a-1", ["b/2"]),
        ("c 3", []),
        ("b/2", ["a-1"]),
    ]
    assert 0.5 < lines[0]["similar"][0]["score"] <= 1


def test_vectors_are_made_once(data: Path, run: Run) -> None:
    run("knelpunten", "import", "-", typed=as_lines(TWICE, TWICE_TOO))
    first = run("knelpunten", "similar", "--json")
    run("knelpunten", "import", "-", typed=as_lines(LICENCE))

    later = run("knelpunten", "similar", "--json")
    again = run("knelpunten", "similar", "--json")

    assert ["2 van 2" in first.errors, "1 van 1" in later.errors, again.errors] == [True, True, ""]
    assert later.output.startswith(first.output)
    with sqlite3.connect(data / "wegwijzer.db") as database:
        assert database.execute("SELECT count(*) FROM knelpunt_vector").fetchone() == (3,)


def test_people_see_the_titles_and_only_what_has_look_alikes(data: Path, run: Run) -> None:
    run("knelpunten", "import", "-", typed=as_lines(TWICE, LICENCE, TWICE_TOO))

    ended = run("knelpunten", "similar")

    assert len(ended.lines) == 4
    assert TWICE["title"] in ended.lines[0]
    assert f"%  {ended.lines[2]}" in ended.lines[1]
    assert LICENCE["title"] not in ended.output.decode()


def test_without_knelpunten_there_is_nothing_to_compare(data: Path, run: Run) -> None:
    ended = run("knelpunten", "similar", "--json")

    assert (ended.code, ended.output) == (0, b"")
    assert "geen knelpunten" in ended.errors
