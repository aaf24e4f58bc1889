"""Fuzz every parser of what others write, longer than `make test` does.

Usage: python -m tests.fuzzing [--seconds N] [--seed N] [target ...]

The seconds are for each target. What does harm is shown and kept in `tests/fuzzing/corpus/`; commit
it with the fix, and `make test` tries it for ever.
"""

import argparse
import json
import subprocess
import sys
from pathlib import Path

from tests.fuzzing.everything import all_targets

_REPOSITORY = Path(__file__).resolve().parents[2]
_GRACE = 120


def main() -> int:
    targets = all_targets()
    parser = argparse.ArgumentParser(prog="python -m tests.fuzzing", description="Fuzz parsers.")
    parser.add_argument("--seconds", type=float, default=20, help="for each target (default: 20)")
    parser.add_argument("--seed", type=int, default=1, help="another one tries other inputs (default: 1)")
    parser.add_argument("target", nargs="*", help=f"one of: {', '.join(targets)}; all if none is named")
    asked = parser.parse_args()
    if unknown := set(asked.target) - targets.keys():
        parser.error(f"no such target: {', '.join(sorted(unknown))}")
    total, harm = 0, 0
    for name in asked.target or targets:
        command = [sys.executable, "-m", "tests.fuzzing.guided", name, str(asked.seconds), str(asked.seed)]
        try:
            ran = subprocess.run(
                command, cwd=_REPOSITORY, capture_output=True, timeout=asked.seconds + _GRACE, check=False
            )
            outcome = json.loads(ran.stdout.splitlines()[-1])
        except (subprocess.TimeoutExpired, ValueError, IndexError) as error:
            _say(f"{name}: its process ended or hung ({error})")
            harm += 1
            continue
        total += outcome["tried"]
        harm += len(outcome["found"])
        _say(f"{name}: {outcome['tried']} inputs, {len(outcome['found'])} do harm")
        for kind, (said, path) in outcome["found"].items():
            _say(f"  {kind}: {said}\n    {path}")
    _say(f"{total} inputs, {harm} findings")
    return 1 if harm else 0


def _say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
