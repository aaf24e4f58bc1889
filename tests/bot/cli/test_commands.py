from pathlib import Path

import pytest

from bot.cli.app import COMMANDS
from tests.bot.cli.wegwijzer import wegwijzer


@pytest.mark.parametrize("command", COMMANDS)
def test_help_explains_each_command_with_an_example(command: str, tmp_path: Path) -> None:
    result = wegwijzer(command, "--help", data=tmp_path)

    assert result.returncode == 0
    assert "Voorbeeld: " in result.stdout


def test_the_commands_are_listed(tmp_path: Path) -> None:
    result = wegwijzer("--help", data=tmp_path)

    assert all(command in result.stdout for command in COMMANDS)


def test_running_without_a_channel_says_what_to_set(tmp_path: Path) -> None:
    result = wegwijzer("run", data=tmp_path)

    assert result.returncode == 1
    assert "matrix.homeserver" in result.stderr
    assert len(result.stderr.splitlines()) == 1
