"""Logging in: with the session of last time, with a token, or with the password."""

import asyncio
import logging
from typing import Any

import aiohttp
import nio

from bot.backoff import UNTIL_BACK, delays
from bot.channels.matrix.account import MatrixAccount
from bot.channels.matrix.encryption.cross_signing import OtherIdentity, sign_device
from bot.channels.matrix.encryption.published import publish_device
from bot.channels.matrix.encryption.store import close_store, open_store, pickle_key
from bot.channels.matrix.harmless import harmless
from bot.channels.matrix.password_asked import PasswordRefused
from bot.channels.matrix.requests import Refused, SessionRevoked, ask
from bot.channels.matrix.session import Session, load_session, save_session
from bot.delivery.delivery import ChannelClosed, ChannelUnavailable

log = logging.getLogger(__name__)

DEVICE_NAME = "Wegwijzer"

# Trying again after a failed connection is ours to do, with jitter; waiting as long as a 429 says is nio's.
_CONFIG = nio.AsyncClientConfig(encryption_enabled=True, store_sync_tokens=False, max_timeouts=0)


class Client(nio.AsyncClient):  # type: ignore[misc]  # matrix-nio carries no types
    """A client that nothing in an event keeps from reading an answer."""

    async def parse_body(self, transport_response: aiohttp.ClientResponse) -> Any:  # noqa: ANN401
        """Read an answer of the homeserver."""
        return harmless(await super().parse_body(transport_response))


class LoginRefused(ChannelClosed):
    """The homeserver does not let the assistant in.

    Attributes:
        user_id: who tried to log in.
        code: the Matrix error code; ``NO_CREDENTIALS`` when there is neither password nor token,
            ``OTHER_USER`` when the token belongs to somebody else.
    """

    def __init__(self, user_id: str, code: str) -> None:
        super().__init__(f"{user_id} cannot log in ({code})")
        self.user_id = user_id
        self.code = code


async def connect(account: MatrixAccount) -> nio.AsyncClient:
    """Log in, and wait for the homeserver as long as it is away; `close` the client after use.

    The token that a password gives is kept, so that the next start is the same device and needs no
    password. The device is signed where that can be done without replacing keys that are not ours.

    Raises:
        LoginRefused: the account, the password or the token is not right.
        PickleKeyWrong: the keys of the device are encrypted with another key.
        SessionRevoked: the token was revoked and there is no password to get another.
        StoreLost: the keys of the device are gone.
    """
    client = new_client(account)
    try:
        for delay in delays(longest=UNTIL_BACK):
            try:
                await log_in(client, account)
                await _try_to_sign(client, account)
                break
            except ChannelUnavailable as error:
                log.warning("cannot reach %s (%s); trying again in %.1f s", account.homeserver, error, delay)
            await asyncio.sleep(delay)
    except BaseException:
        await close(client)
        raise
    log.info("logged in as %s, device %s", client.user_id, client.device_id)
    return client


async def close(client: nio.AsyncClient) -> None:
    """Close the connections and the keys of a client."""
    await client.close()
    close_store(client)


def new_client(account: MatrixAccount) -> nio.AsyncClient:
    """Give a client that is not logged in."""
    # Without a folder matrix-nio leaves the keys to `open_encryption`.
    return Client(account.homeserver, account.user_id, device_id=account.device_id or "", config=_CONFIG)


async def log_in(client: nio.AsyncClient, account: MatrixAccount) -> None:
    """Log in once; others can then send keys to the device.

    Raises:
        ChannelUnavailable: the homeserver cannot be reached or is in trouble.
        LoginRefused: the account, the password or the token is not right.
        PickleKeyWrong: the keys of the device are encrypted with another key.
        SessionRevoked: the token was revoked and there is no password to get another.
        StoreLost: the keys of the device are gone.
    """
    try:
        if not await _go_on(client, account):
            await log_in_with_password(client, account)
            session = Session(account.homeserver, client.user_id, client.device_id, client.access_token)
            await asyncio.to_thread(save_session, account.session_file, session)
        await open_encryption(client, account)
    except Refused as refusal:
        raise LoginRefused(account.user_id, refusal.code) from refusal


async def log_in_with_password(client: nio.AsyncClient, account: MatrixAccount) -> None:
    """Log in as the device that the client is, or as a new one.

    Raises:
        ChannelUnavailable: the homeserver cannot be reached or is in trouble.
        LoginRefused: there is no password.
        Refused: the account or the password is not right.
    """
    if account.password is None:
        raise LoginRefused(account.user_id, "NO_CREDENTIALS")
    await ask(client.login(account.password.get_secret_value(), device_name=DEVICE_NAME))


async def open_encryption(client: nio.AsyncClient, account: MatrixAccount) -> None:
    """Read the keys of a device that is logged in, or make them, and let others know them.

    Raises:
        ChannelUnavailable: the homeserver cannot be reached or is in trouble.
        PickleKeyWrong: the keys are encrypted with another key.
        Refused: the homeserver does not take the keys.
        SessionRevoked: the homeserver ended the session.
        StoreLost: the keys are gone.
    """
    key = await asyncio.to_thread(pickle_key, account)
    open_store(client, account.folder, key)
    await publish_device(client, account.folder)


async def _go_on(client: nio.AsyncClient, account: MatrixAccount) -> bool:
    """Go on with a token, if there is one that works or must."""
    if account.access_token is not None:
        await _resume(client, account, account.access_token.get_secret_value())
        return True
    stored = await asyncio.to_thread(load_session, account.session_file)
    if stored is None or (stored.homeserver, stored.user_id) != (account.homeserver, account.user_id):
        return False
    try:
        await _resume(client, account, stored.access_token)
    except SessionRevoked as revoked:
        if account.password is None:
            raise
        # A device that was logged out is gone with its keys, and who knew them would not take it back.
        client.device_id = stored.device_id if revoked.device_stays else None
        return False
    return True


async def _resume(client: nio.AsyncClient, account: MatrixAccount, access_token: str) -> None:
    client.access_token = access_token
    try:
        owner = await ask(client.whoami())
    finally:
        client.access_token = ""
    if owner.user_id != account.user_id:
        raise LoginRefused(account.user_id, "OTHER_USER")
    client.restore_login(owner.user_id, owner.device_id, access_token)


async def _try_to_sign(client: nio.AsyncClient, account: MatrixAccount) -> None:
    key = await asyncio.to_thread(pickle_key, account)
    try:
        await sign_device(client, account.folder, key, account.password, replace=False)
    except (OtherIdentity, PasswordRefused, Refused) as refusal:
        log.warning(
            "device %s is not signed (%s), so some people cannot be answered: run wegwijzer matrix setup",
            client.device_id,
            refusal,
        )
