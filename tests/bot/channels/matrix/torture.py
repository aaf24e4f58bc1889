"""Four hundred messages, ten kills and two restarts of the homeserver; run by `make torture`, by its name."""

import pytest

from bot.channels.matrix.account import MatrixAccount
from tests.bot.channels.matrix.faults import Faults, survive
from tests.synapse.encrypted_person import EncryptedPerson
from tests.synapse.person import Person
from tests.synapse.server import Synapse


@pytest.mark.parametrize("who", ["anna", "eva"], ids=["plain", "encrypted"])
async def test_each_of_four_hundred_messages_is_answered_once_and_in_order(
    synapse: Synapse, anna: Person, eva: EncryptedPerson, account: MatrixAccount, who: str
):
    faults = Faults(rooms=10, messages=400, kills=10, restarts=2, seed=4)

    assert await survive(synapse, eva if who == "eva" else anna, account, faults) == []
