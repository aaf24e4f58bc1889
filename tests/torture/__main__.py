"""Kill the assistant time after time; usage: python -m tests.torture [KILLS [SEED]]."""

import asyncio
import random
import sys
from dataclasses import fields
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.torture.torture import Torture


def say(text: str) -> None:
    sys.stdout.write(text)
    sys.stdout.flush()


def main(kills: int = 200, seed: int | None = None) -> int:
    seed = random.randrange(10**6) if seed is None else seed
    say(f"seed {seed}\n")
    with TemporaryDirectory() as folder:
        torture = Torture(Path(folder), seed)
        outcome = asyncio.run(torture.run(kills, lambda done: say(f"\r{done} of {kills} kills")))
    say("\n")
    for field in fields(outcome):
        if field.name != "findings":
            say(f"{field.name:12} {getattr(outcome, field.name):.0f}\n")
    say("".join(f"WRONG: {finding}\n" for finding in outcome.findings) or "nothing wrong\n")
    return 1 if outcome.findings else 0


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
