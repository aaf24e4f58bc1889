"""Logging in: with the session of last time, with a token, or with the password."""

import asyncio
import logging

import nio

from bot.backoff import delays
from bot.channels.matrix.account import MatrixAccount
from bot.channels.matrix.requests import Refused, SessionRevoked, ask
from bot.channels.matrix.session import Session, load_session, save_session
from bot.delivery import ChannelClosed, ChannelUnavailable

log = logging.getLogger(__name__)

DEVICE_NAME = "Wegwijzer"

# Trying again after a failed connection is ours to do, with jitter; waiting as long as a 429 says is nio's.
_CONFIG = nio.AsyncClientConfig(encryption_enabled=False, store_sync_tokens=False, max_timeouts=0)


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
    """Log in, and wait for the homeserver as long as it is away.

    The token that a password gives is kept, so that the next start is the same device and needs no
    password. The caller closes the client.

    Raises:
        LoginRefused: the account, the password or the token is not right.
        SessionRevoked: the token was revoked and there is no password to get another.
    """
    client = nio.AsyncClient(
        account.homeserver, account.user_id, device_id=account.device_id or "", config=_CONFIG
    )
    try:
        for delay in delays():
            try:
                await _log_in(client, account)
                break
            except ChannelUnavailable as error:
                log.warning("cannot reach %s (%s); trying again in %.1f s", account.homeserver, error, delay)
            await asyncio.sleep(delay)
    except BaseException:
        await client.close()
        raise
    log.info("logged in as %s, device %s", client.user_id, client.device_id)
    return client


async def _log_in(client: nio.AsyncClient, account: MatrixAccount) -> None:
    if account.access_token is not None:
        await _resume(client, account, account.access_token.get_secret_value())
        return
    session_file = account.data_dir / "matrix" / "session.json"
    stored = await asyncio.to_thread(load_session, session_file)
    if stored is not None and (stored.homeserver, stored.user_id) == (account.homeserver, account.user_id):
        try:
            await _resume(client, account, stored.access_token)
        except SessionRevoked:
            if account.password is None:
                raise
            client.device_id = stored.device_id
        else:
            return
    if account.password is None:
        raise LoginRefused(account.user_id, "NO_CREDENTIALS")
    try:
        await ask(client.login(account.password.get_secret_value(), device_name=DEVICE_NAME))
    except Refused as refusal:
        raise LoginRefused(account.user_id, refusal.code) from refusal
    session = Session(account.homeserver, client.user_id, client.device_id, client.access_token)
    await asyncio.to_thread(save_session, session_file, session)


async def _resume(client: nio.AsyncClient, account: MatrixAccount, access_token: str) -> None:
    client.access_token = access_token
    try:
        owner = await ask(client.whoami())
    except Refused as refusal:
        raise LoginRefused(account.user_id, refusal.code) from refusal
    finally:
        client.access_token = ""
    if owner.user_id != account.user_id:
        raise LoginRefused(account.user_id, "OTHER_USER")
    client.restore_login(owner.user_id, owner.device_id, access_token)
