import json
from pathlib import Path

from tests.bot.cli.conftest import Run
from tests.bot.cli.knelpunten import LICENCE, TWICE, TWICE_TOO, as_lines


def test_the_lines_that_can_be_used_are_kept_and_the_others_named(tmp_path: Path, run: Run) -> None:
    file = tmp_path / "knelpunten.jsonl"
    file.write_bytes(as_lines(TWICE) + b"geen json\n" + as_lines({"title": "zonder id"}, LICENCE))

    ended = run("knelpunten", "import", str(file))

    assert ended.code == 0
    assert ended.lines == ["Ingelezen: 2 nieuw, 0 al bekend, 2 overgeslagen."]
    assert [line.split(":")[0] for line in ended.errors.splitlines()] == ["Regel 2", "Regel 3"]
    assert "het veld id ontbreekt" in ended.errors
    assert len(run("knelpunten", "list").lines) == 2


def test_importing_again_adds_only_what_is_new(run: Run) -> None:
    run("knelpunten", "import", "-", typed=as_lines(TWICE, LICENCE))

    ended = run("knelpunten", "import", "-", typed=as_lines(LICENCE | {"title": "Anders"}, TWICE, TWICE_TOO))

    assert ended.lines == ["Ingelezen: 1 nieuw, 2 al bekend."]
    listed = [json.loads(line) for line in run("knelpunten", "list", "--json").lines]
    assert [(one["id"], one["title"]) for one in listed] == [
        (one["id"], one["title"]) for one in (TWICE_TOO, LICENCE, TWICE)
    ]


def test_what_is_imported_is_what_was_in_the_line(run: Run) -> None:
    run("knelpunten", "import", "-", typed=as_lines(TWICE))

    (line,) = run("knelpunten", "list", "--json").lines

    listed = json.loads(line)
    assert {name: listed[name] for name in TWICE} == TWICE | {"severity": "4"}


def test_a_file_without_a_line_that_can_be_used_is_an_error(run: Run) -> None:
    ended = run("knelpunten", "import", "-", typed=b"x\n[1]\n")

    assert (ended.code, ended.output) == (1, b"")
    assert "geen enkele regel is bruikbaar" in ended.errors.splitlines()[-1]


def test_an_empty_file_is_no_error(run: Run) -> None:
    ended = run("knelpunten", "import", "-")

    assert (ended.code, ended.lines) == (0, ["Ingelezen: 0 nieuw, 0 al bekend."])


def test_a_file_that_is_not_there_is_one_clear_line(tmp_path: Path, run: Run) -> None:
    ended = run("knelpunten", "import", str(tmp_path / "niets.jsonl"))

    assert ended.code == 1
    assert ended.errors == f"wegwijzer: {tmp_path / 'niets.jsonl'} bestaat niet.\n"


def test_personal_data_are_left_out_and_the_line_is_named(run: Run) -> None:
    told = "Mevrouw Jansen (BSN 111222333) moest drie keer hetzelfde bewijs inleveren."

    ended = run("knelpunten", "import", "-", typed=as_lines(TWICE | {"description": told}, LICENCE))

    assert ended.lines == ["Ingelezen: 2 nieuw, 0 al bekend. Zonder de persoonsgegevens uit 1."]
    assert ended.errors == "a-1: persoonsgegevens weggelaten (BSN, naam).\n"
    assert "111222333" not in "".join(run("knelpunten", "list", "--json").lines)
