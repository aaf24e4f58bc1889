"""The command line in the process of the tests, which is quicker than one of its own."""

import io
import sys
from collections.abc import Callable
from dataclasses import dataclass

import pytest

from bot.cli.app import main


@dataclass(frozen=True)
class Ended:
    """What a command wrote, and how it ended."""

    code: int
    output: bytes
    errors: str

    @property
    def lines(self) -> list[str]:
        return self.output.decode().splitlines()


Run = Callable[..., Ended]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes]) -> Run:
    """Run a command on the data folder of the test, with `typed` as its input."""

    def run_command(*arguments: str, typed: bytes = b"") -> Ended:
        monkeypatch.setattr(sys, "argv", ["wegwijzer", *arguments])
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(typed)))
        with pytest.raises(SystemExit) as ending:
            main()
        written = capsysbinary.readouterr()
        return Ended(int(ending.value.code or 0), written.out, written.err.decode())

    return run_command
