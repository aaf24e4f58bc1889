"""One target fuzzed for a while, led by what code each input reaches; a process of its own.

Usage: python -m tests.fuzzing.guided TARGET SECONDS SEED

With atheris (https://github.com/google/atheris) inputs that reach new code are changed further; without it,
or where the parser is no Python, inputs are changed blindly.
"""

import json
import os
import sys
import time
import traceback
from importlib.util import find_spec
from random import Random
from typing import NoReturn

from tests.fuzzing.corpus import keep, kept

MOST_FINDINGS = 5
_OURS = ("bot", "index", "knowledge")


class _Fuzzing:
    """Tries inputs until the time is over, and counts."""

    def __init__(self, name: str, seconds: float) -> None:
        from tests.fuzzing.everything import targets_of  # noqa: PLC0415 - under instrumentation

        self.name, self.target = name, targets_of(name.partition(".")[0])[name]
        self.ends = time.monotonic() + seconds
        self.tried = 0
        self.found: dict[str, tuple[str, str]] = {}

    def one(self, data: bytes) -> None:
        from tests.fuzzing.running import run  # noqa: PLC0415 - under instrumentation

        if time.monotonic() > self.ends or len(self.found) >= MOST_FINDINGS:
            self.finish()
        self.tried += 1
        try:
            run(self.target, data)
        except Exception as error:
            place = traceback.extract_tb(error.__traceback__)[-1]
            kind = f"{type(error).__name__} at {place.filename.rpartition('/')[2]}:{place.lineno}"
            if kind not in self.found:
                self.found[kind] = (repr(str(error)[:200]), str(keep(self.name, data)))

    def finish(self) -> NoReturn:
        json.dump({"tried": self.tried, "found": self.found}, sys.stdout)
        sys.stdout.flush()
        # Not sys.exit: libFuzzer takes an exception for a finding, and has hooks of its own at the end.
        os._exit(0)


def main(name: str, seconds: float, seed: int) -> NoReturn:
    if find_spec("atheris") is None:
        blind(_Fuzzing(name, seconds), seed)
    import atheris  # type: ignore[import-not-found, unused-ignore]  # noqa: PLC0415

    with atheris.instrument_imports(include=list(_OURS)):
        fuzzing = _Fuzzing(name, seconds)
        samples = [*fuzzing.target.samples(), *(path.read_bytes() for path in kept(name))]
        for sample in samples:
            fuzzing.one(sample)
    if fuzzing.target.is_native:
        blind(fuzzing, seed)

    def mutate(data: bytes, longest: int, number: int) -> bytes:
        random = Random(number)
        # What nothing is known of yet begins as something valid.
        seed_of = data if len(data) > 1 and random.random() < 0.9 else random.choice(samples)
        if random.random() < 0.15:
            return atheris.Mutate(seed_of[:longest], longest)
        return fuzzing.target.mutate(seed_of, random)[:longest]

    longest = max(2**16, *(len(sample) for sample in samples))
    atheris.Setup(
        ["fuzzing", f"-seed={seed}", f"-max_len={longest}", "-rss_limit_mb=0", "-timeout=60", "-verbosity=0"],
        fuzzing.one,
        custom_mutator=mutate,
    )
    atheris.Fuzz()
    raise AssertionError("it never ends by itself")


def blind(fuzzing: _Fuzzing, seed: int) -> NoReturn:
    """Change inputs, and what came of that, without knowing what they reach."""
    random = Random(seed)
    samples = [*fuzzing.target.samples(), *(path.read_bytes() for path in kept(fuzzing.name))]
    while True:
        data = random.choice(samples)
        for _ in range(random.choice((1, 1, 2, 4))):
            data = fuzzing.target.mutate(data, random)
        fuzzing.one(data)


if __name__ == "__main__":
    main(sys.argv[1], float(sys.argv[2]), int(sys.argv[3]))
