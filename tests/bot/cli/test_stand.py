import io
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import docx
import pytest

from tests.bot.cli.conftest import Run
from tests.bot.cli.knelpunten import LICENCE, TWICE, TWICE_TOO, as_lines

pytestmark = pytest.mark.usefixtures("imported")
YEAR = str(datetime.now(UTC).astimezone(ZoneInfo("Europe/Amsterdam")).year)


@pytest.fixture
def imported(run: Run) -> None:
    assert run("knelpunten", "import", "-", typed=as_lines(TWICE, TWICE_TOO, LICENCE)).code == 0


def test_without_a_file_markdown_is_written_to_the_output(run: Run) -> None:
    ended = run("stand", "gemeente zwolle", YEAR)

    assert ended.code == 0
    assert ended.lines[0] == f"# CONCEPT: Stand van de Uitvoering {YEAR}, Gemeente Zwolle"
    assert "### Inkomensbewijs dubbel gevraagd" in ended.lines


def test_the_name_of_the_file_tells_the_form(tmp_path: Path, run: Run) -> None:
    word, markdown = tmp_path / "brief.DOCX", tmp_path / "brief.md"

    assert run("stand", "uwv", YEAR, "--output", str(word)).code == 0
    assert run("stand", "uwv", YEAR, "--output", str(markdown)).code == 0

    assert docx.Document(io.BytesIO(word.read_bytes())).paragraphs[0].text.startswith("CONCEPT")
    assert markdown.read_text().startswith("# CONCEPT")


def test_another_form_is_refused_before_anything_is_done(tmp_path: Path, run: Run) -> None:
    ended = run("stand", "uwv", YEAR, "--output", str(tmp_path / "brief.pdf"))

    assert ended.code == 2
    assert list(tmp_path.glob("brief*")) == []


def test_of_an_unknown_organisation_those_that_come_near_are_named(run: Run) -> None:
    ended = run("stand", "Zwole", YEAR)

    assert ended.code == 1
    assert "Gemeente Zwolle" in ended.errors
    assert len(ended.errors.splitlines()) == 1


def test_rules_of_ones_own_give_the_themes(tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    rules = tmp_path / "routing.toml"
    rules.write_text('[[rule]]\nname = "inkomen"\nwords = ["inkomensbewijs"]\ntheme = "inkomen"')
    monkeypatch.setenv("WEGWIJZER_WORKFLOW_ROUTING", str(rules))

    assert "## Inkomen" in run("stand", "uwv", YEAR).lines
