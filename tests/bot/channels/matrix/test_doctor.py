"""What the doctor says of a Matrix account, on a real Synapse."""

from dataclasses import replace

from pydantic import SecretStr

from bot.channels.matrix.account import MatrixAccount
from bot.channels.matrix.account_lock import alone
from bot.channels.matrix.encryption.store import store_file
from bot.channels.matrix.setup import set_up
from bot.doctor.finding import Sign
from bot.doctor.matrix import check_matrix
from tests.bot.channels.matrix.conftest import registered, session_of
from tests.synapse.server import Synapse


async def findings(account: MatrixAccount) -> list[tuple[Sign, str]]:
    return [(finding.sign, finding.found) for finding in await check_matrix(account)]


async def test_an_account_that_is_set_up_is_good_and_each_fault_is_told(
    synapse: Synapse, account: MatrixAccount
) -> None:
    ((sign, before),) = await findings(account)
    assert (sign, "logt in bij de eerste start" in before) == (Sign.GOOD, True)
    ((sign, _),) = await findings(replace(account, password=None))
    assert sign is Sign.WRONG

    device = await set_up(account)

    assert [sign for sign, _ in await findings(account)] == [Sign.GOOD, Sign.GOOD]
    with alone(account):
        assert "de assistent draait" in (await findings(account))[0][1]
    token = replace(account, access_token=SecretStr("gehe1m"))
    ((sign, refused),) = await findings(token)
    assert (sign, "M_UNKNOWN_TOKEN" in refused, "gehe1m" in refused) == (Sign.WRONG, True, False)
    other = registered(synapse, account.data_dir)
    belongs = replace(other, access_token=SecretStr(session_of(account)["access_token"]))
    assert "is van" in (await findings(belongs))[0][1]
    keys = replace(account, pickle_key=SecretStr("een heel andere sleutel dan die er is"))
    assert (await findings(keys))[1][0] is Sign.WRONG
    store_file(account.folder, device).unlink()
    assert "matrix recover" in (await findings(account))[1][1]
    nowhere = replace(account, homeserver="http://127.0.0.1:9")
    assert "is niet bereikbaar" in (await findings(nowhere))[0][1]
