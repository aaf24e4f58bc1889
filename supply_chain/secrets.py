"""Whether a password, token or key stands in a file of the repository."""

import re
import subprocess
import sys
import tempfile
from pathlib import Path

from supply_chain.findings import Findings

BASELINE = Path("supply_chain/secrets.baseline")
_HASHES = (".lock", "package-lock.json", ".baseline")
"""Files that are nothing but hashes."""
_BINARY = (".npz", ".png", ".docx", ".pdf")
_FAILED = 1


def check_secrets(repository: Path) -> Findings:
    """Look for what looks like a secret and was not looked at by a person.

    Args:
        repository: all files that git keeps or would keep are read.

    Raises:
        CalledProcessError: detect-secrets failed for another reason than what it found.
    """
    names = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],  # noqa: S607
        cwd=repository,
        capture_output=True,
        text=True,
        check=True,
    ).stdout.split("\0")
    files = [name for name in names if (repository / name).is_file() and not name.endswith(_HASHES + _BINARY)]
    with tempfile.TemporaryDirectory() as folder:
        # The scanner moves line numbers along in the baseline that it is given.
        baseline = Path(folder) / BASELINE.name
        baseline.write_bytes((repository / BASELINE).read_bytes())
        command = [
            sys.executable,
            "-m",
            "detect_secrets.pre_commit_hook",
            "--baseline",
            str(baseline),
            *files,
        ]
        done = subprocess.run(command, cwd=repository, capture_output=True, text=True, check=False)  # noqa: S603
    found = re.findall(r"^Secret Type: (.+)\nLocation:\s+(.+)$", done.stdout, re.MULTILINE)
    if done.returncode == _FAILED and not found:
        raise subprocess.CalledProcessError(done.returncode, command, done.stdout, done.stderr)
    return Findings([f"{place}: {kind}" for kind, place in found], [])
