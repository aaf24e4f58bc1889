"""Killed at random moments, the assistant loses no report and confirms none twice."""

from pathlib import Path

from tests.torture.torture import Torture


async def test_killed_at_random_moments_it_keeps_what_it_confirmed_exactly_once(tmp_path: Path) -> None:
    outcome = await Torture(tmp_path, seed=4).run(kills=5)

    assert outcome.findings == ()
    assert outcome.reports
    assert outcome.resent
