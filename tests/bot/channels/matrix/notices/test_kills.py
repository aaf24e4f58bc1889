"""Killed at random moments, the assistant tells everybody of each change, and nobody twice."""

from bot.channels.matrix.account import MatrixAccount
from tests.bot.channels.matrix.notices.kills import Kills
from tests.synapse.server import Synapse


async def test_killed_at_random_moments_it_tells_everybody_once_of_each_change(
    synapse: Synapse, account: MatrixAccount
) -> None:
    outcome = await Kills(synapse, account, seed=7).run(kills=3)

    assert outcome.findings == ()
    assert outcome.notices
    assert outcome.unsent
