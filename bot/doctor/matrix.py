"""The Matrix account: the homeserver, the token, and the keys of the device."""

import asyncio
from typing import Any

import aiohttp

from bot.channels.matrix.account import MatrixAccount
from bot.channels.matrix.encryption.store import PickleKeyWrong, StoreLost
from bot.channels.matrix.session import load_session
from bot.doctor.finding import Finding, good, notice, wrong
from bot.doctor.matrix_keys import identity_key
from bot.wording import doctor as words
from bot.wording.errors import explain
from index.lock import LockedError, locked

_API = "/_matrix/client"
_OK, _UNAUTHORIZED = 200, 401


async def check_matrix(account: MatrixAccount) -> list[Finding]:
    """Ask the homeserver who the assistant is, and compare the keys that it knows with ours."""
    try:
        async with aiohttp.ClientSession(account.homeserver) as session:
            return await _check(session, account)
    except (aiohttp.ClientError, OSError, ValueError) as error:
        reason = str(error) or type(error).__name__
        said = words.NO_HOMESERVER.format(homeserver=account.homeserver, reason=reason)
        return [wrong(words.MATRIX, said)]


async def _check(session: aiohttp.ClientSession, account: MatrixAccount) -> list[Finding]:
    async with session.get(f"{_API}/versions") as response:
        if response.status != _OK or "versions" not in await response.json(content_type=None):
            return [wrong(words.MATRIX, words.NOT_MATRIX.format(homeserver=account.homeserver))]
    token = await asyncio.to_thread(_token, account)
    if token is None:
        if account.password is None:
            return [wrong(words.MATRIX, words.CANNOT_LOG_IN.format(user=account.user_id))]
        return [good(words.MATRIX, words.NOT_LOGGED_IN.format(user=account.user_id))]
    headers = {"Authorization": f"Bearer {token}"}
    async with session.get(f"{_API}/v3/account/whoami", headers=headers) as response:
        me = await response.json(content_type=None)
        if response.status != _OK:
            code = me.get("errcode", response.status)
            said = words.SESSION_ENDED.format(user=account.user_id, code=code)
            can_log_in = account.access_token is None and account.password is not None
            return [
                notice(words.MATRIX, said + words.LOGS_IN_AGAIN) if can_log_in else wrong(words.MATRIX, said)
            ]
    if me.get("user_id") != account.user_id:
        return [wrong(words.MATRIX, words.OTHER_USER.format(user=account.user_id, other=me.get("user_id")))]
    asked: dict[str, dict[str, list[str]]] = {"device_keys": {account.user_id: []}}
    async with session.post(f"{_API}/v3/keys/query", headers=headers, json=asked) as response:
        known = await response.json(content_type=None)
    running = await asyncio.to_thread(_is_running, account)
    device = str(me.get("device_id"))
    return [
        good(
            words.MATRIX,
            words.MATRIX_IS.format(user=account.user_id, homeserver=account.homeserver) + running,
        ),
        await asyncio.to_thread(_check_keys, account, device, known),
    ]


def _token(account: MatrixAccount) -> str | None:
    if account.access_token is not None:
        return account.access_token.get_secret_value()
    stored = load_session(account.session_file)
    is_of_account = stored and (stored.homeserver, stored.user_id) == (account.homeserver, account.user_id)
    return stored.access_token if stored and is_of_account else None


def _is_running(account: MatrixAccount) -> str:
    lock = account.folder / "lock"
    if not lock.exists():
        return ""
    try:
        with locked(lock, wait=False):
            return ""
    except LockedError:
        return words.RUNS


def _check_keys(account: MatrixAccount, device: str, known: dict[str, Any]) -> Finding:
    try:
        ours = identity_key(account, device)
    except (PickleKeyWrong, StoreLost) as error:
        return wrong(words.KEYS, explain(error) or str(error))
    theirs = known.get("device_keys", {}).get(account.user_id, {}).get(device, {})
    name = f"ed25519:{device}"
    if theirs.get("keys", {}).get(name) != ours:
        return wrong(words.KEYS, words.OTHER_KEYS.format(device=device))
    signed_by = set(theirs.get("signatures", {}).get(account.user_id, {})) - {name}
    if not signed_by:
        return notice(words.KEYS, words.NOT_SIGNED.format(device=device))
    return good(words.KEYS, words.KEYS_ARE.format(device=device))
