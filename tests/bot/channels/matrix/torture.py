"""Hundreds of messages, and kills of the assistant in between; run by `make torture`, by its name."""

import pytest

from bot.channels.matrix.account import MatrixAccount
from tests.bot.channels.matrix.edits.kills import kill_while_editing
from tests.bot.channels.matrix.faults import Faults, survive
from tests.bot.channels.matrix.notices.kills import Kills
from tests.synapse.encrypted_person import EncryptedPerson
from tests.synapse.person import Person
from tests.synapse.server import Synapse


@pytest.mark.parametrize("who", ["anna", "eva"], ids=["plain", "encrypted"])
async def test_each_of_four_hundred_messages_is_answered_once_and_in_order(
    synapse: Synapse, anna: Person, eva: EncryptedPerson, account: MatrixAccount, who: str
):
    faults = Faults(rooms=10, messages=400, kills=10, restarts=2, seed=4)

    assert await survive(synapse, eva if who == "eva" else anna, account, faults) == []


async def test_over_a_hundred_kills_everybody_is_told_once_of_each_change(
    synapse: Synapse, account: MatrixAccount
):
    outcome = await Kills(synapse, account, seed=4).run(kills=100)

    assert outcome.findings == ()
    print(outcome)  # noqa: T201
    assert outcome.unnoted


async def test_over_a_hundred_kills_each_edit_is_made_once(
    synapse: Synapse, anna: Person, account: MatrixAccount
):
    outcome = await kill_while_editing(synapse, anna, account, kills=100, seed=4)

    assert outcome.messages == 2
    assert set(outcome.edits.values()) == {1}
    print(outcome.unnoted)  # noqa: T201
    assert outcome.unnoted
