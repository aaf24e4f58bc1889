"""Real crashes and a real full disk: the generation before goes on serving."""

import random
import subprocess
import sys
import time
from pathlib import Path

from index.build import reindex
from index.generations import current_generation
from index.search import Index
from tests.index.documents import PARKING
from tests.index.hashed_words import HashedWords

ROOT = Path(__file__).parents[2]
COMMAND = [sys.executable, "-m", "tests.index.build_repeatedly"]
KILLS = 12


def parking_is_found(index_dir: Path) -> bool:
    hits = Index.open(index_dir, HashedWords()).search("parkeervergunning", 100)
    return any(hit.passage.source == PARKING.source and hit.lexical > 0 for hit in hits)


def test_a_builder_killed_at_any_moment_leaves_an_index_that_serves(tmp_path: Path) -> None:
    reindex([PARKING], tmp_path, HashedWords())
    moments = random.Random(20)

    for _ in range(KILLS):
        before = current_generation(tmp_path).number
        with subprocess.Popen([*COMMAND, str(tmp_path)], cwd=ROOT, stdout=subprocess.PIPE) as process:
            assert process.stdout
            process.stdout.readline()
            time.sleep(moments.uniform(0, 0.06))
            process.kill()

        assert current_generation(tmp_path).number > before
        assert parking_is_found(tmp_path)


def test_a_full_disk_is_reported_and_the_old_index_serves(tmp_path: Path) -> None:
    reindex([PARKING], tmp_path, HashedWords())

    for most_bytes in (10, 400, 1_500, 4_000):
        result = subprocess.run(
            [*COMMAND, str(tmp_path), str(most_bytes)], cwd=ROOT, capture_output=True, text=True, check=False
        )

        assert "OSError: [Errno 27]" in result.stderr
        assert parking_is_found(tmp_path)
        assert [path.name for path in tmp_path.glob("0*")] == ["000001"]
        assert not (tmp_path / "building").exists()
