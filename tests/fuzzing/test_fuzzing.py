"""Whatever others write is read or refused, fast and in little memory: so many inputs of each kind.

Always the same inputs: a target's name and a number make each. What a longer run finds
(``python -m tests.fuzzing``) is kept in the corpus, and tried here from then on.
"""

from collections.abc import Sequence
from functools import cache
from pathlib import Path
from random import Random

import pytest

from tests.fuzzing.corpus import CORPUS, kept
from tests.fuzzing.everything import all_targets
from tests.fuzzing.running import run

TARGETS = all_targets()


@cache
def samples(name: str) -> Sequence[bytes]:
    """The valid inputs of a target."""
    return TARGETS[name].samples()


def mutated(name: str, number: int) -> bytes:
    """Input number so many of a target."""
    random = Random(f"{name} {number}")
    return TARGETS[name].mutate(random.choice(samples(name)), random)


@pytest.mark.parametrize("name", TARGETS)
def test_what_is_valid_is_read(name: str):
    for sample in samples(name):
        run(TARGETS[name], sample)


@pytest.mark.parametrize("name", TARGETS)
def test_whatever_is_changed_in_it_it_is_read_or_refused(name: str):
    for number in range(TARGETS[name].runs):
        run(TARGETS[name], mutated(name, number))


@pytest.mark.parametrize(
    ("name", "path"),
    [(name, path) for name in TARGETS for path in kept(name)],
    ids=lambda one: getattr(one, "name", one),
)
def test_what_once_did_harm_does_none(name: str, path: Path):
    run(TARGETS[name], path.read_bytes())


def test_every_folder_of_the_corpus_is_of_a_target():
    assert {path.name for path in CORPUS.iterdir() if path.is_dir()} <= TARGETS.keys()
