from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.cli.app import COMMANDS, Group
from tests.bot.cli.wegwijzer import wegwijzer


def every_command(group: Group, *before: str) -> Iterator[tuple[str, ...]]:
    """The words of each command and of each group of commands."""
    for name, command in group.commands.items():
        yield (*before, name)
        if isinstance(command, Group):
            yield from every_command(command, *before, name)


@pytest.mark.parametrize("command", list(every_command(COMMANDS)), ids=" ".join)
def test_help_explains_each_command_with_an_example(command: tuple[str, ...], tmp_path: Path) -> None:
    result = wegwijzer(*command, "--help", data=tmp_path)

    assert result.returncode == 0
    assert "Voorbeeld: " in result.stdout


def test_the_commands_are_listed(tmp_path: Path) -> None:
    result = wegwijzer("--help", data=tmp_path)

    assert all(command in result.stdout for command in COMMANDS.commands)


def test_running_without_a_channel_says_what_to_set(tmp_path: Path) -> None:
    result = wegwijzer("run", data=tmp_path)

    assert result.returncode == 1
    assert "matrix.homeserver" in result.stderr
    assert len(result.stderr.splitlines()) == 1


def test_routing_rules_that_are_not_there_are_said_in_one_line(tmp_path: Path) -> None:
    result = wegwijzer("stand", "UWV", "2026", data=tmp_path, WEGWIJZER_WORKFLOW_ROUTING="er-niet.toml")

    assert result.returncode == 1
    (line,) = result.stderr.splitlines()
    assert "er-niet.toml" in line
    assert "workflow.routing" in line
