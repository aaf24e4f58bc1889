"""The assistant's device is signed, on a real Synapse: who trusts signed devices only can talk to it."""

import logging
from dataclasses import replace

import pytest
from pydantic import SecretStr

from bot.channels.matrix.account import MatrixAccount
from bot.channels.matrix.client import close, connect
from bot.channels.matrix.encryption.cross_signing import OtherIdentity, sign_device
from bot.channels.matrix.encryption.published import published_keys
from bot.channels.matrix.encryption.signing_keys import (
    SigningKeys,
    forget_signing_keys,
    load_signing_keys,
    public,
    save_signing_keys,
)
from bot.channels.matrix.encryption.store import PickleKeyWrong, pickle_key
from bot.channels.matrix.password_asked import PasswordRefused
from tests.bot.channels.matrix.conftest import serving, session_of
from tests.bot.channels.matrix.test_sending import synced
from tests.synapse.encrypted_person import EncryptedPerson


async def master_key(account: MatrixAccount) -> str | None:
    client = await connect(account)
    try:
        return (await published_keys(client)).master
    finally:
        await close(client)


async def test_who_trusts_signed_devices_only_is_answered(eva: EncryptedPerson, channel: MatrixAccount):
    room = await eva.create_room(channel.user_id, direct=True)
    await eva.wait_for_member(room, channel.user_id)
    await eva.know_devices(room)
    await eva.trust_only_signed(channel.user_id)

    assert await eva.wait_for_reply(await eva.say(room, "wat is de ACU?"))
    assert await eva.signed_devices(channel.user_id) == {session_of(channel)["device_id"]}


async def test_who_trusts_signed_devices_only_cannot_be_read_by_one_that_is_not(
    eva: EncryptedPerson, account: MatrixAccount
):
    """That the test before this one shows something."""
    async with synced(account) as client:
        await client.sync(full_state=True)
        room = await eva.create_room(account.user_id, direct=True)
        await client.join(room)
        await eva.know_devices(room)
        eva.client.blacklist_device(next(iter(eva.client.device_store.active_user_devices(account.user_id))))
        await eva.say(room, "wat is de ACU?")
        joined = (await client.sync()).rooms.join[room]

    assert joined.timeline.events[-1].source["type"] == "m.room.encrypted"


async def test_a_restart_changes_no_key(account: MatrixAccount):
    first = await master_key(account)

    assert await master_key(replace(account, password=None)) == first is not None


async def test_keys_that_were_made_before_a_crash_are_used(account: MatrixAccount):
    keys = SigningKeys()
    save_signing_keys(account.folder, keys, pickle_key(account))

    assert await master_key(account) == public(keys.master)


async def test_an_identity_that_is_not_ours_is_left_alone(
    account: MatrixAccount, caplog: pytest.LogCaptureFixture
):
    theirs = await master_key(account)
    forget_signing_keys(account.folder)

    with caplog.at_level(logging.WARNING):
        assert await master_key(account) == theirs

    assert "wegwijzer matrix setup" in caplog.text


async def test_an_identity_is_replaced_only_when_that_is_said_and_with_the_password(account: MatrixAccount):
    theirs = await master_key(account)
    forget_signing_keys(account.folder)
    key = pickle_key(account)
    async with synced(account) as client:
        with pytest.raises(OtherIdentity):
            await sign_device(client, account.folder, key, account.password, replace=False)
        with pytest.raises(PasswordRefused) as without:
            await sign_device(client, account.folder, key, None, replace=True)
        with pytest.raises(PasswordRefused) as wrong:
            await sign_device(client, account.folder, key, SecretStr("fout"), replace=True)
        await sign_device(client, account.folder, key, account.password, replace=True)

    assert (without.value.code, wrong.value.code) == ("NO_PASSWORD", "M_FORBIDDEN")
    assert await master_key(account) not in (theirs, None)


async def test_a_device_that_lost_its_signature_is_signed_again(eva: EncryptedPerson, account: MatrixAccount):
    async with serving(account):
        pass
    (account.folder / "session.json").unlink(missing_ok=True)

    assert await master_key(account)
    assert session_of(account)["device_id"] in await eva.signed_devices(account.user_id)


def test_signing_keys_are_read_as_they_were_written_and_only_with_their_key(account: MatrixAccount):
    keys = SigningKeys()
    save_signing_keys(account.folder, keys, "een lange sleutel om te bewaren")

    read = load_signing_keys(account.folder, "een lange sleutel om te bewaren")

    assert read is not None
    assert (public(read.master), public(read.self_signing)) == (
        public(keys.master),
        public(keys.self_signing),
    )
    with pytest.raises(PickleKeyWrong):
        load_signing_keys(account.folder, "een andere sleutel om te bewaren")


def test_a_broken_file_holds_no_signing_keys(account: MatrixAccount):
    save_signing_keys(account.folder, SigningKeys(), "sleutel")
    (account.folder / "cross_signing.json").write_text("{")

    assert load_signing_keys(account.folder, "sleutel") is None
