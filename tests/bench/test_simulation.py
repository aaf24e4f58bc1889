"""The bench of ten thousand people still runs as its command; docs/scale.md says what comes of it."""

import json
import os
import subprocess
import sys
from pathlib import Path

FEW = "--databases sqlite --loads 10 --warm-up 0 --seconds 2 --announcement 0"


def test_people_who_come_all_day_are_answered(installed: Path, tmp_path: Path) -> None:
    settings = {**os.environ, "WEGWIJZER_DATA_DIR": str(installed)}
    command = [sys.executable, "-m", "bench.simulation", "--folder", str(tmp_path), *FEW.split()]

    ran = subprocess.run(command, capture_output=True, text=True, check=False, env=settings)

    assert ran.returncode == 0, ran.stderr
    assert ran.stdout.startswith("| load | database |")
    [row] = json.loads((tmp_path / "simulation.json").read_text())
    assert row["messages"] > 0
    assert (row["given up"], row["apologies"]) == (0, 0)
    assert (tmp_path / "simulation.png").stat().st_size > 0
