"""Real crashes and a real full disk: the generation before goes on serving."""

import random
import subprocess
import sys
import time
from pathlib import Path

from index.backend import Generations
from index.build import reindex
from index.files.generations import FileGenerations
from index.search import Index
from tests.index.documents import PARKING
from tests.index.hashed_words import HashedWords

ROOT = Path(__file__).parents[2]
COMMAND = [sys.executable, "-m", "tests.index.build_repeatedly"]
KILLS = 4


def parking_is_found(generations: Generations) -> bool:
    hits = Index.open(generations, HashedWords()).search("parkeervergunning", 100)
    return any(hit.passage.source == PARKING.source and hit.lexical > 0 for hit in hits)


def test_a_builder_killed_at_any_moment_leaves_an_index_that_serves(generations: Generations) -> None:
    reindex([PARKING], generations, HashedWords())
    place = generations.folder if isinstance(generations, FileGenerations) else generations.url  # type: ignore[attr-defined]
    moments = random.Random(20)

    for _ in range(KILLS):
        before = generations.serving()
        with subprocess.Popen([*COMMAND, str(place)], cwd=ROOT, stdout=subprocess.PIPE) as process:
            assert process.stdout
            process.stdout.readline()
            time.sleep(moments.uniform(0, 0.06))
            process.kill()

        assert generations.serving() > before
        assert parking_is_found(generations)


def test_a_full_disk_is_reported_and_the_old_index_serves(tmp_path: Path) -> None:
    generations = FileGenerations(tmp_path)
    reindex([PARKING], generations, HashedWords())

    for most_bytes in (10, 400, 1_500, 4_000):
        result = subprocess.run(
            [*COMMAND, str(tmp_path), str(most_bytes)], cwd=ROOT, capture_output=True, text=True, check=False
        )

        assert "OSError: [Errno 27]" in result.stderr
        assert parking_is_found(generations)
        assert [path.name for path in tmp_path.glob("0*")] == ["000001"]
        assert not (tmp_path / "building").exists()
