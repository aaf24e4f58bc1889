"""Files of people who mean harm are refused with a reason, and cost no more than the limits."""

import json
import subprocess
import sys
from pathlib import Path
from time import perf_counter
from typing import Any

import pytest

from tests.knowledge.hostile import GIGABYTE, HARMLESS, HOSTILE

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="only Linux keeps to the limit of memory")

ROOT = Path(__file__).parents[2]
MEGABYTE = 2**20
MEMORY = 300 * MEGABYTE
SECONDS = 30


@pytest.fixture(scope="module")
def outcome(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """All files read in one folder, one after the other."""
    folder = tmp_path_factory.mktemp("hostile")
    for name, (make, _) in HOSTILE.items():
        (folder / name).write_bytes(make())
    for name, make in HARMLESS.items():
        (folder / name).write_bytes(make())
    for name in ("gat.txt", "gat.docx", "gat.pdf"):
        with (folder / name).open("wb") as file:
            file.truncate(GIGABYTE)
    command = [sys.executable, "-m", "tests.knowledge.read_apart", folder, str(SECONDS), str(MEMORY)]
    start = perf_counter()
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True, timeout=300)
    return {**json.loads(run.stdout), "seconds": perf_counter() - start}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_refused_with_its_reason(outcome, name):
    assert outcome["found"][name] == HOSTILE[name][1]


@pytest.mark.parametrize("name", ["gat.txt", "gat.docx", "gat.pdf"])
def test_a_gigabyte_of_nothing_is_refused_unread(outcome, name):
    assert outcome["found"][name] == "too_large"


@pytest.mark.parametrize("name", HARMLESS)
def test_a_file_that_only_looks_bad_is_read(outcome, name):
    assert outcome["found"][name] == "read"


def test_all_of_them_together_take_no_more_memory_than_the_limit(outcome):
    assert outcome["workers"] < MEMORY + 50 * MEGABYTE, "what is mapped from files is not limited"
    assert outcome["here"] < 100 * MEGABYTE


def test_all_of_them_together_take_little_time(outcome):
    assert outcome["seconds"] < 120, "on a busy machine; 7 on one that is not"
