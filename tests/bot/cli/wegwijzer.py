"""The command line as people use it: a process of its own."""

import os
import subprocess
import sys
from pathlib import Path


def wegwijzer(
    *arguments: str, data: Path, typed: str = "", **environment: str
) -> subprocess.CompletedProcess[str]:
    """Run a command and wait for it."""
    return subprocess.run(
        [sys.executable, "-m", "bot", *arguments],
        input=typed,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
        env={**os.environ, "WEGWIJZER_DATA_DIR": str(data), **environment},
    )
