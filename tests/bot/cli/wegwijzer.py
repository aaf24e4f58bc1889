"""The command line as people use it: a process of its own."""

import os
import subprocess
import sys
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[3]


def wegwijzer(
    *arguments: str, data: Path, typed: str = "", cwd: Path | None = None, **environment: str
) -> subprocess.CompletedProcess[str]:
    """Run a command and wait for it."""
    return subprocess.run(
        [sys.executable, "-m", "bot", *arguments],
        input=typed,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
        cwd=cwd,
        env=environment_for(data, **environment),
    )


def environment_for(data: Path, **environment: str) -> dict[str, str]:
    """The environment of a command that works in a data folder, wherever it is run."""
    return {**os.environ, "PYTHONPATH": str(REPOSITORY), "WEGWIJZER_DATA_DIR": str(data), **environment}


def furnished(data: Path, installed: Path) -> Path:
    """Make a data folder, with the language model and the index that are installed."""
    data.mkdir(parents=True, exist_ok=True)
    for name in ("models", "index"):
        (data / name).symlink_to(installed / name)
    return data
