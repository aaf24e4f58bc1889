import json
import os
import pty
import re
import select
import sqlite3
import subprocess
import sys
from pathlib import Path

from bot.wording import commands as command_words
from bot.wording.phrases import DUTCH
from tests.bot.cli.wegwijzer import environment_for, furnished, wegwijzer
from tests.bot.talk import ANSWERS, DESCRIPTION

REPORTING = ("/melden", *ANSWERS, *["overslaan"] * 6, "versturen")


def typed(*lines: str) -> str:
    return "".join(f"{line}\n" for line in lines)


class Terminal:
    """A conversation on a terminal, with what is on the screen as it was written."""

    def __init__(self, data: Path) -> None:
        self._keyboard, end = pty.openpty()
        self.screen = ""
        self.process = subprocess.Popen(
            [sys.executable, "-m", "bot", "chat"],
            stdin=end,
            stdout=end,
            stderr=end,
            env=environment_for(data, TERM="xterm", PROMPT_TOOLKIT_NO_CPR="1"),
        )
        os.close(end)

    def type(self, keys: str) -> None:
        os.write(self._keyboard, keys.encode())

    def wait_for(self, shown: str, times: int = 1) -> None:
        """Read until something is on the screen so many times, also when its lines are broken."""
        while " ".join(self.screen.split()).count(shown) < times:
            assert select.select([self._keyboard], [], [], 60)[0], self.screen
            self.screen += os.read(self._keyboard, 4096).decode(errors="replace")

    def close(self) -> None:
        self.process.kill()
        self.process.wait()
        os.close(self._keyboard)


def test_piped_questions_get_plain_answers_with_their_source(installed: Path, tmp_path: Path) -> None:
    result = wegwijzer(
        "chat",
        data=furnished(tmp_path / "data", installed),
        typed=typed("Welke rollen kent het driehoekmodel?", "", "bedankt"),
    )

    assert result.returncode == 0
    assert all(role in result.stdout for role in ("eigenaar", "opdrachtgever", "opdrachtnemer"))
    assert "Bron: " in result.stdout
    assert result.stdout.rstrip().endswith("Graag gedaan.")
    assert "\x1b" not in result.stdout


def test_what_is_kept_is_written_here_and_after_forgetting_only_the_report_is_left(
    installed: Path, tmp_path: Path
) -> None:
    data, me = furnished(tmp_path / "data", installed), "melder-7f3a"

    result = wegwijzer(
        "chat",
        data=data,
        typed=typed(*REPORTING, "/mijngegevens", "/vergeetmij", "ja"),
        cwd=tmp_path,
        LOGNAME=me,
    )

    assert result.returncode == 0
    assert result.stdout.rstrip().endswith(command_words.FORGOTTEN)
    written = Path(re.search(r"Opgeslagen als (.*)", result.stdout)[1])
    assert written == tmp_path / command_words.MY_DATA_FILE
    everything = json.loads(written.read_text())
    assert everything["sender"] == me
    assert DESCRIPTION in str(everything["knelpunten"])
    kept = {path: path.read_bytes() for path in data.iterdir() if path.is_file()}
    assert DESCRIPTION.encode() in b"".join(kept.values())
    assert not [path for path, content in kept.items() if me.encode() in content]


def test_on_a_terminal_a_failure_is_an_apology_and_goes_to_the_log(installed: Path, tmp_path: Path) -> None:
    data = furnished(tmp_path / "data", installed)
    wegwijzer("chat", data=data, typed=typed("/melden", DESCRIPTION))
    with sqlite3.connect(data / "wegwijzer.db") as database:
        database.execute("DROP TABLE draft")

    terminal = Terminal(data)
    try:
        terminal.wait_for("/melden om een knelpunt te melden.")
        terminal.type("burgers\r")
        terminal.wait_for(DUTCH.something_went_wrong)
        terminal.type("hallo\r")
        terminal.wait_for(DUTCH.something_went_wrong, times=2)
    finally:
        terminal.close()

    assert "Traceback" not in terminal.screen
    assert "OperationalError" in (data / "chat.log").read_text()
