"""Requests for which the homeserver may want to see the password, even of who is logged in."""

import json
from typing import Any

import aiohttp
import nio
from pydantic import SecretStr

from bot.channels.matrix.requests import authorization, failure
from bot.delivery.delivery import ChannelClosed, ChannelUnavailable

_UNAUTHORIZED = 401


class PasswordRefused(ChannelClosed):
    """The homeserver wants to know that it is really us, and does not get what it wants.

    Attributes:
        user_id: who we are.
        code: the Matrix error code; ``NO_PASSWORD`` when there was none to give, ``OTHER_WAY`` when
            the homeserver wants something else than a password.
    """

    def __init__(self, user_id: str, code: str) -> None:
        super().__init__(f"{user_id} cannot show that it is them ({code})")
        self.user_id = user_id
        self.code = code


async def with_password(
    client: nio.AsyncClient, method: str, path: str, content: dict[str, Any], password: SecretStr | None
) -> None:
    """Ask something, and show the password where the homeserver wants that.

    See https://spec.matrix.org/v1.15/client-server-api/#user-interactive-authentication-api.

    Raises:
        ChannelUnavailable: the homeserver cannot be reached or is in trouble.
        PasswordRefused: it does not take the password, or wants something else.
        Refused: it refuses this request.
        SessionRevoked: it refuses every request.
    """
    wanted = await _attempt(client, method, path, content)
    if wanted is None:
        return
    if not any(flow.get("stages") == ["m.login.password"] for flow in wanted["flows"]):
        raise PasswordRefused(client.user_id, "OTHER_WAY")
    if password is None:
        raise PasswordRefused(client.user_id, "NO_PASSWORD")
    proof = {
        "type": "m.login.password",
        "identifier": {"type": "m.id.user", "user": client.user_id},
        "password": password.get_secret_value(),
        "session": wanted.get("session"),
    }
    still_wanted = await _attempt(client, method, path, {**content, "auth": proof})
    if still_wanted is not None:
        raise PasswordRefused(client.user_id, str(still_wanted.get("errcode", "M_FORBIDDEN")))


async def _attempt(
    client: nio.AsyncClient, method: str, path: str, content: dict[str, Any]
) -> dict[str, Any] | None:
    """Ask once; gives what the homeserver wants to see first, or None when it is content."""
    headers = {"Content-Type": "application/json", **authorization(client)}
    try:
        async with await client.send(method, path, json.dumps(content), headers) as response:
            if response.ok:
                return None
            answer = await response.json(content_type=None) if response.status == _UNAUTHORIZED else None
            if isinstance(answer, dict) and isinstance(answer.get("flows"), list):
                return answer
            raise await failure(response)
    except (aiohttp.ClientError, TimeoutError, OSError, ValueError) as error:
        raise ChannelUnavailable(str(error) or type(error).__name__) from error
