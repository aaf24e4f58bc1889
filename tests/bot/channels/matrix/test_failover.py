"""A replica that is killed leaves nothing unanswered, and nothing is answered twice."""

from pathlib import Path

from tests.bot.cli.wegwijzer import furnished
from tests.synapse.server import Synapse
from tests.torture.failover import LONGEST_TAKEOVER, fail_over, settings_of
from tests.torture.replicas import replicas_in


async def test_killed_while_people_talk_the_leader_is_replaced_and_each_message_answered_once(
    synapse: Synapse, postgres_database: str, installed: Path, tmp_path: Path
) -> None:
    user = synapse.register("wegwijzer-of-two", "geheim")["user_id"]
    data = furnished(tmp_path / "data", installed)
    async with replicas_in(data, settings_of(synapse, user, "geheim", postgres_database)) as replicas:
        outcome = await fail_over(replicas, synapse, user, kills=1, plain=1, encrypted=1, pause=1)

    assert outcome.findings == []
    assert max(outcome.takeovers) < LONGEST_TAKEOVER
