import json
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from bot.cli.app import COMMANDS, Group
from tests.bot.cli.wegwijzer import environment_for, wegwijzer

EACH_HELP = """
import contextlib, io, json, sys
from bot.cli.app import main
helps = {}
for command in json.load(sys.stdin):
    sys.argv = ["wegwijzer", *command, "--help"]
    with contextlib.redirect_stdout(io.StringIO()) as said, contextlib.suppress(SystemExit):
        main()
    helps[" ".join(command)] = said.getvalue()
print(json.dumps(helps))
"""


def every_command(group: Group, *before: str) -> Iterator[tuple[str, ...]]:
    """The words of each command and of each group of commands."""
    for name, command in group.commands.items():
        yield (*before, name)
        if isinstance(command, Group):
            yield from every_command(command, *before, name)


@pytest.fixture(scope="module")
def helps(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, str]:
    """What each command says to ``--help``, asked in one process: each of its own takes a second."""
    ended = subprocess.run(
        [sys.executable, "-c", EACH_HELP],
        input=json.dumps(list(every_command(COMMANDS))),
        capture_output=True,
        text=True,
        check=True,
        env=environment_for(tmp_path_factory.mktemp("data")),
    )
    said: Mapping[str, str] = json.loads(ended.stdout)
    return said


@pytest.mark.parametrize("command", [*map(" ".join, every_command(COMMANDS))])
def test_help_explains_each_command_with_an_example(command: str, helps: Mapping[str, str]) -> None:
    assert f"Usage: wegwijzer {command}" in " ".join(helps[command].split())
    assert "Voorbeeld: " in helps[command]


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
