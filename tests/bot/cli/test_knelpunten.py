import asyncio
import json
import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest

from bot.knelpunten.actions import AddRemark, SupportKnelpunt
from bot.knelpunten.report import Support
from bot.storage.conversations import Conversations
from bot.storage.database import open_database
from tests.bot.cli.conftest import Run
from tests.bot.cli.knelpunten import LICENCE, TWICE, TWICE_TOO, as_lines
from tests.bot.incoming import incoming
from tests.bot.storage.samples import NOW, outcome, report, sending
from tests.bot.years import YEAR

ESCAPE = "\x1b"


@pytest.fixture
def imported(run: Run) -> None:
    assert run("knelpunten", "import", "-", typed=as_lines(TWICE, TWICE_TOO, LICENCE)).code == 0


@pytest.fixture
def reported(tmp_path: Path) -> str:
    """The number of a knelpunt that was reported, supported and remarked upon in conversations."""
    number = f"KP-{YEAR}-0042"

    async def talk() -> None:
        engine = await open_database(f"sqlite:///{tmp_path / 'data' / 'wegwijzer.db'}")
        conversations = Conversations(engine)
        told = report(description=f"De brief {ESCAPE}[31m komt te laat.\nNiemand weet waarom.")
        await conversations.keep(incoming("versturen"), sending(number, told), NOW)
        support = SupportKnelpunt(number=number, support=Support(organisation="SVB"))
        await conversations.keep(incoming("ja", sender="bert"), outcome(action=support), NOW)
        remark = AddRemark(number=number, text="Nu ook in Zwolle.")
        await conversations.keep(incoming("zo", sender="bert"), outcome(action=remark), NOW)
        await engine.dispose()

    asyncio.run(talk())
    return number


@pytest.mark.usefixtures("imported")
def test_a_pipe_gets_a_line_of_tab_separated_values_for_each_knelpunt_newest_first(run: Run) -> None:
    ended = run("knelpunten", "list")

    values = [line.split("\t") for line in ended.lines]
    assert [value[0][-4:] for value in values] == ["0003", "0002", "0001"]
    assert values[0][2:] == ["ontvangen", "Rijbewijs te laat", "CBR", "capaciteit"]


@pytest.mark.usefixtures("imported")
@pytest.mark.parametrize(
    ("options", "ids"),
    [
        (["--status", "ontvangen"], ["c 3", "b/2", "a-1"]),
        (["--organisatie", "zwolle"], ["b/2"]),
        (["--oorzaak", "GEGEVENSDELING"], ["b/2", "a-1"]),
        (["--zoek", "gezondheids"], ["c 3"]),
        (["--oorzaak", "gegevensdeling", "--organisatie", "uwv"], ["a-1"]),
    ],
)
def test_a_list_holds_what_the_filters_let_through(options: list[str], ids: list[str], run: Run) -> None:
    ended = run("knelpunten", "list", "--json", *options)

    assert [json.loads(line)["id"] for line in ended.lines] == ids


def test_an_empty_list_says_so_beside_the_output(run: Run) -> None:
    ended = run("knelpunten", "list")

    assert (ended.code, ended.output) == (0, b"")
    assert "geen knelpunten" in ended.errors


def test_a_cause_that_does_not_exist_is_wrong_use(run: Run) -> None:
    ended = run("knelpunten", "list", "--oorzaak", "onzin")

    assert ended.code == 2
    assert "werkproces" in ended.errors


@pytest.mark.usefixtures("imported")
def test_on_a_terminal_a_list_is_a_table_of_at_most_100_columns(tmp_path: Path) -> None:
    screen, terminal = pty.openpty()
    subprocess.run(
        [sys.executable, "-m", "bot", "knelpunten", "list"],
        stdin=terminal,
        stdout=terminal,
        check=True,
        env={**os.environ, "COLUMNS": "150", "TERM": "dumb"},
    )

    lines = os.read(screen, 100_000).decode().splitlines()
    assert max(map(len, lines)) <= 100
    assert lines[0].split() == ["Nummer", "Gemeld", "op", "Stand", "Titel", "Organisatie", "Oorzaak"]
    assert lines[-1].strip() == "3 knelpunten"


@pytest.mark.parametrize(
    "spelling", [[f"KP-{YEAR}-0042"], ["kp", f"{YEAR}", "42"], [f"kp{YEAR}-42"], [f"{YEAR}-0042"]]
)
def test_a_knelpunt_is_found_by_its_number_however_that_is_written(
    spelling: list[str], reported: str, run: Run
) -> None:
    ended = run("knelpunten", "show", *spelling)

    assert ended.code == 0
    assert reported in ended.lines[0]


def test_a_knelpunt_is_shown_whole_with_its_history(reported: str, run: Run) -> None:
    ended = run("knelpunten", "show", reported)

    shown = "\n".join(" ".join(line.split()) for line in ended.lines)
    assert "Organisatie Gemeente Almere" in shown
    assert "Ook bij SVB" in shown
    assert "Niemand weet waarom." in shown
    assert "gemeld (melder)" in shown
    assert "opmerking: Nu ook in Zwolle. (aangesloten organisatie)" in shown
    assert ESCAPE not in shown
    assert max(map(len, ended.lines)) <= 100


def test_a_knelpunt_as_json_holds_its_history_and_nobodys_name(reported: str, run: Run) -> None:
    ended = run("knelpunten", "show", reported, "--json")

    shown = json.loads(ended.output)
    assert shown["number"] == shown["id"] == reported
    assert shown["description"].startswith(f"De brief {ESCAPE}")
    assert [(event["kind"], event["by"]) for event in shown["history"]] == [
        ("reported", "reporter"),
        ("supported", "supporter"),
        ("remarked", "supporter"),
    ]
    assert b"anna" not in ended.output


@pytest.mark.parametrize("number", [f"KP-{YEAR}-0007", "onzin"])
def test_a_number_that_is_not_there_is_one_clear_line(number: str, run: Run) -> None:
    ended = run("knelpunten", "show", number)

    assert (ended.code, ended.output) == (1, b"")
    assert number in ended.errors
    assert len(ended.errors.splitlines()) == 1
