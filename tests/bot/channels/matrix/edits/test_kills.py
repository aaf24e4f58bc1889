"""Killed between an edit and the note of it, the assistant says nothing twice."""

from bot.channels.matrix.account import MatrixAccount
from tests.bot.channels.matrix.edits.kills import kill_while_editing
from tests.synapse.person import Person
from tests.synapse.server import Synapse


async def test_killed_while_it_edits_there_is_one_message_and_each_edit_once(
    synapse: Synapse, anna: Person, account: MatrixAccount
) -> None:
    outcome = await kill_while_editing(synapse, anna, account, kills=4, seed=3)

    assert outcome.messages == 2
    assert set(outcome.edits.values()) == {1}
