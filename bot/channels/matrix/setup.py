"""What is done once for an account: logging in, signing the device, and starting anew after a loss."""

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path

import nio

from bot.channels.matrix.account import MatrixAccount
from bot.channels.matrix.account_lock import alone
from bot.channels.matrix.client import (
    DEVICE_NAME,
    LoginRefused,
    close,
    log_in,
    log_in_with_password,
    new_client,
    open_encryption,
)
from bot.channels.matrix.encryption.cross_signing import sign_device
from bot.channels.matrix.encryption.signing_keys import forget_signing_keys, load_signing_keys
from bot.channels.matrix.encryption.store import PickleKeyWrong, pickle_key, store_file
from bot.channels.matrix.password_asked import with_password
from bot.channels.matrix.requests import Refused, ask
from bot.channels.matrix.session import Session, save_session
from bot.delivery.delivery import ChannelClosed

log = logging.getLogger(__name__)


class TokenGiven(ChannelClosed):
    """A token is of one device, so there is no new device as long as the token is in the settings."""


async def set_up(account: MatrixAccount) -> str:
    """Log in and sign the device, as far as that is still to be done.

    Returns:
        The id of the device.

    Raises:
        AccountInUse: another process uses the account.
        ChannelUnavailable: the homeserver cannot be reached or is in trouble.
        LoginRefused: the account, the password or the token is not right.
        OtherIdentity: the account has cross-signing keys that are not here.
        PasswordRefused: the homeserver wants to see the password, or something else.
        PickleKeyWrong: the keys of the device are encrypted with another key.
        SessionRevoked: the homeserver ended the session, and there is no password to get another.
        StoreLost: the keys of the device are gone.
    """
    with alone(account):
        async with _new_client(account) as client:
            await log_in(client, account)
            key = await asyncio.to_thread(pickle_key, account)
            await sign_device(client, account.folder, key, account.password, replace=False)
            device: str = client.device_id
            return device


async def recover(account: MatrixAccount) -> str:
    """Start anew as another device, whose keys are here, and take the place of the old one.

    What was said with the keys of the old device stays unreadable; what is said next can be read.
    Signing keys that are still here are used again, so that people who verified the assistant notice
    nothing; otherwise they are replaced.

    Returns:
        The id of the new device.

    Raises:
        AccountInUse: another process uses the account.
        ChannelUnavailable: the homeserver cannot be reached or is in trouble.
        LoginRefused: the account or the password is not right.
        PasswordRefused: the homeserver does not take the password for what it is to do.
        TokenGiven: the settings hold a token.
    """
    if account.access_token is not None:
        raise TokenGiven
    with alone(account):
        async with _new_client(replace(account, device_id=None)) as client:
            try:
                await log_in_with_password(client, account)
                await open_encryption(client, account)
                await _sign_anyhow(client, account)
                session = Session(account.homeserver, client.user_id, client.device_id, client.access_token)
                await asyncio.to_thread(save_session, account.session_file, session)
                await _delete_old_devices(client, account)
            except Refused as refusal:
                raise LoginRefused(account.user_id, refusal.code) from refusal
            await asyncio.to_thread(_delete_old_stores, account.folder, client.device_id)
            device: str = client.device_id
            return device


@asynccontextmanager
async def _new_client(account: MatrixAccount) -> AsyncIterator[nio.AsyncClient]:
    client = new_client(account)
    try:
        yield client
    finally:
        await close(client)


async def _sign_anyhow(client: nio.AsyncClient, account: MatrixAccount) -> None:
    key = await asyncio.to_thread(pickle_key, account)
    try:
        await asyncio.to_thread(load_signing_keys, account.folder, key)
    except PickleKeyWrong:
        log.warning("the signing keys cannot be read any more; they are replaced")
        await asyncio.to_thread(forget_signing_keys, account.folder)
    await sign_device(client, account.folder, key, account.password, replace=True)


async def _delete_old_devices(client: nio.AsyncClient, account: MatrixAccount) -> None:
    devices = (await ask(client.devices())).devices
    old = [device.id for device in devices if device.display_name == DEVICE_NAME]
    old.remove(client.device_id)
    if old:
        content = {"devices": old}
        await with_password(client, "POST", "/_matrix/client/v3/delete_devices", content, account.password)


def _delete_old_stores(folder: Path, device_id: str) -> None:
    current = store_file(folder, device_id).name
    for file in folder.glob("*.db*"):
        if not file.name.startswith(current):
            file.unlink()
