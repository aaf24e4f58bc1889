"""`wegwijzer matrix` as people use it, on a real Synapse: setting up once, and starting anew after a loss."""

import asyncio
import shutil
import subprocess
from dataclasses import replace

import nio
import pytest
from pydantic import SecretStr

from bot.channels.matrix.account import MatrixAccount
from bot.channels.matrix.client import LoginRefused, close, connect
from bot.channels.matrix.encryption.store import PickleKeyWrong, StoreLost
from bot.channels.matrix.setup import TokenGiven, recover, set_up
from tests.bot.channels.matrix.conftest import serving, session_of
from tests.bot.channels.matrix.test_cross_signing import master_key
from tests.bot.cli.wegwijzer import wegwijzer
from tests.synapse.encrypted_person import EncryptedPerson

OTHER_KEY = "een heel andere sleutel dan die er is"


async def command(
    account: MatrixAccount, *arguments: str, typed: str = "", **environment: str
) -> subprocess.CompletedProcess[str]:
    """Run a command with the account in the settings, but without its password."""
    account.data_dir.mkdir(exist_ok=True)
    return await asyncio.to_thread(
        wegwijzer,
        *arguments,
        data=account.data_dir,
        typed=typed,
        cwd=account.data_dir,
        WEGWIJZER_MATRIX_HOMESERVER=account.homeserver,
        WEGWIJZER_MATRIX_USER_ID=account.user_id,
        **environment,
    )


def is_one_line(done: subprocess.CompletedProcess[str], *words: str) -> bool:
    """Whether a command says in one line why it could not, with these words."""
    lines = done.stderr.splitlines()
    assert (done.returncode, len(lines)) == (1, 1), done.stderr
    return all(word in lines[0] for word in words)


async def test_after_setting_up_the_assistant_needs_no_password(eva: EncryptedPerson, account: MatrixAccount):
    first = await command(account, "matrix", "setup", typed="geheim\n")
    again = await command(account, "matrix", "setup")
    async with serving(replace(account, password=None)):
        room = await eva.create_room(account.user_id, direct=True)
        await eva.wait_for_member(room, account.user_id)
        assert await eva.wait_for_reply(await eva.say(room, "wat is de ACU?"))

    device = session_of(account)["device_id"]
    assert (first.returncode, again.returncode) == (0, 0), first.stderr + again.stderr
    assert device in first.stdout
    assert again.stdout == first.stdout
    assert await eva.signed_devices(account.user_id) == {device}
    files = [path for path in account.data_dir.rglob("*") if path.is_file()]
    assert not any(b"geheim" in path.read_bytes() for path in files)


async def test_the_password_can_come_from_the_environment(account: MatrixAccount):
    done = await command(account, "matrix", "setup", WEGWIJZER_MATRIX_PASSWORD="geheim")

    assert done.returncode == 0, done.stderr
    assert session_of(account)["device_id"] in done.stdout


async def test_a_wrong_password_is_said_in_one_line(account: MatrixAccount):
    done = await command(account, "matrix", "setup", typed="fout\n")

    assert is_one_line(done, account.user_id, "M_FORBIDDEN")
    assert not account.session_file.exists()


async def test_a_wrong_pickle_key_is_said_in_one_line(account: MatrixAccount):
    await set_up(account)

    done = await command(account, "matrix", "setup", WEGWIJZER_MATRIX_PICKLE_KEY=OTHER_KEY)

    assert is_one_line(done, "matrix.pickle_key", "wegwijzer matrix recover")


async def test_no_key_is_on_disk_under_the_published_default(account: MatrixAccount):
    await set_up(account)

    with pytest.raises(PickleKeyWrong):
        await connect(replace(account, pickle_key=SecretStr(nio.AsyncClientConfig().pickle_key)))


async def test_a_short_pickle_key_is_not_taken(account: MatrixAccount):
    done = await command(account, "matrix", "setup", WEGWIJZER_MATRIX_PICKLE_KEY="kort")

    assert is_one_line(done, "matrix.pickle_key")


async def test_a_pickle_key_from_the_settings_is_not_written(account: MatrixAccount):
    account = replace(account, pickle_key=SecretStr(OTHER_KEY))
    await set_up(account)

    files = [path for path in account.folder.rglob("*") if path.is_file()]
    assert not any(OTHER_KEY.encode() in path.read_bytes() for path in files)
    assert not (account.folder / "pickle.key").exists()
    with pytest.raises(PickleKeyWrong):
        await connect(replace(account, pickle_key=None))


async def test_while_the_assistant_runs_nobody_else_uses_its_keys(
    eva: EncryptedPerson, channel: MatrixAccount
):
    await eva.wait_for_member(await eva.create_room(channel.user_id), channel.user_id)

    done = await command(channel, "matrix", "setup")

    assert is_one_line(done, channel.user_id)


async def test_after_a_lost_store_the_assistant_starts_anew_under_its_own_identity(
    eva: EncryptedPerson, account: MatrixAccount
):
    async with serving(account):
        room = await eva.create_room(account.user_id, direct=True)
        await eva.wait_for_member(room, account.user_id)
        await eva.wait_for_reply(await eva.say(room, "ben je er?"))
    old, identity = session_of(account)["device_id"], await master_key(account)
    for file in account.folder.glob("*.db*"):
        file.unlink()

    lost = await command(account, "matrix", "setup")
    done = await command(account, "matrix", "recover", typed="geheim\n")

    assert is_one_line(lost, old, "wegwijzer matrix recover")
    assert done.returncode == 0, done.stderr
    new = session_of(account)["device_id"]
    assert new != old
    assert await eva.signed_devices(account.user_id) == {new}, "the old device is gone"
    assert await master_key(account) == identity
    async with serving(replace(account, password=None)):
        await eva.sync()
        assert await eva.wait_for_reply(await eva.say(room, "ben je er weer?"))


@pytest.mark.parametrize("damage", ["folder", "pickle key"])
async def test_after_a_loss_of_everything_the_identity_is_replaced(
    eva: EncryptedPerson, account: MatrixAccount, damage: str
):
    await set_up(account)
    identity = await master_key(account)
    if damage == "folder":
        shutil.rmtree(account.folder)
    else:
        (account.folder / "pickle.key").unlink()

    device = await recover(account)

    assert await eva.signed_devices(account.user_id) == {device}
    assert await master_key(account) not in (identity, None)
    assert [file.stem for file in account.folder.glob("*.db")] == [device]


async def test_a_store_that_is_damaged_is_a_lost_one(account: MatrixAccount):
    await set_up(account)
    device = session_of(account)["device_id"]
    for file in account.folder.glob("*.db*"):
        file.write_bytes(b"geen database, al is het lang genoeg om er een te zijn" * 100)

    with pytest.raises(StoreLost) as lost:
        await connect(account)

    assert lost.value.device_id == device


async def test_starting_anew_with_a_wrong_password_leaves_everything_as_it_was(account: MatrixAccount):
    await set_up(account)
    before = session_of(account)

    with pytest.raises(LoginRefused):
        await recover(replace(account, password=SecretStr("fout")))

    assert session_of(account) == before
    await close(await connect(account))


async def test_with_a_token_there_is_no_starting_anew(account: MatrixAccount):
    with pytest.raises(TokenGiven):
        await recover(replace(account, access_token=SecretStr("token")))


async def test_without_an_account_the_settings_are_named(account: MatrixAccount):
    account.data_dir.mkdir()

    done = await asyncio.to_thread(wegwijzer, "matrix", "setup", data=account.data_dir, cwd=account.data_dir)

    assert is_one_line(done, "matrix.homeserver", "matrix.user_id")
