import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.bot.cli.conftest import Run
from tests.bot.cli.wegwijzer import wegwijzer

PHONE = {"kind": "phone", "text": "06-12345678", "start": 4, "end": 15}


@pytest.mark.parametrize("command", [("check-privacy",), ("knelpunten", "check-privacy")])
def test_what_is_found_in_a_line_is_printed_as_one_line_of_json(command: tuple[str, ...], run: Run) -> None:
    ended = run(*command, "--json", typed=b"Bel 06-12345678 voor meer\nNiets aan de hand\n")

    assert ended.code == 0
    assert [json.loads(line) for line in ended.lines] == [[PHONE], []]


def test_every_line_gives_a_line_whatever_is_in_it(run: Run) -> None:
    ended = run(
        "check-privacy", "--json", typed=b"\n\r\n\x00\x1b\x85\xff\xfe\n\xe2\x80\xa8x\x0b\x0cy\nlaatste"
    )

    assert ended.lines == ["[]"] * 5


def test_offsets_count_characters_of_the_line_also_after_bytes_that_are_no_utf8(run: Run) -> None:
    line = b"\xff\xc3\xa9: 06-12345678\r\n"

    ended = run("check-privacy", "--json", typed=line)

    assert json.loads(ended.output) == [PHONE]


def test_without_json_each_line_of_the_text_is_named_with_what_is_in_it(run: Run) -> None:
    ended = run("check-privacy", typed=b"niets\nBel 06-12345678\n")

    assert ended.lines == ["Regel 2: telefoonnummer: 06-12345678"]


def test_a_line_is_answered_before_the_next_is_written() -> None:
    command = [sys.executable, "-m", "bot", "check-privacy", "--json"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        for _ in range(2):
            process.stdin.write(b"Bel 06-12345678\n")
            process.stdin.flush()

            assert json.loads(process.stdout.readline()) == [PHONE]
        process.stdin.close()


def test_neither_the_database_nor_a_model_is_needed(tmp_path: Path) -> None:
    result = wegwijzer(
        "check-privacy", "--json", data=tmp_path / "niets", typed="x\n", WEGWIJZER_DATABASE_URL="onzin"
    )

    assert (result.returncode, result.stdout, result.stderr) == (0, "[]\n", "")
    assert not (tmp_path / "niets").exists()
