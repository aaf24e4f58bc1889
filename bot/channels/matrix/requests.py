"""Asking the homeserver something: every way in which that fails becomes an exception of its own."""

import json
from collections.abc import Awaitable
from typing import Any

import aiohttp
import nio

from bot.delivery.delivery import ChannelClosed, ChannelUnavailable

_SESSION_ENDED = frozenset({"M_UNKNOWN_TOKEN", "M_MISSING_TOKEN", "M_USER_DEACTIVATED", "M_USER_LOCKED"})
_TRY_AGAIN = frozenset({408, 429})


class SessionRevoked(ChannelClosed):
    """The homeserver does not accept the access token (any more).

    Attributes:
        code: the Matrix error code.
        device_stays: only the token is no good any more; with another one the device can go on.
    """

    def __init__(self, code: str, *, device_stays: bool = False) -> None:
        super().__init__(f"the homeserver ended the session ({code})")
        self.code = code
        self.device_stays = device_stays


class Refused(Exception):
    """The homeserver refuses this one request, and would again.

    Attributes:
        code: the Matrix error code.
    """

    def __init__(self, code: str, detail: str) -> None:
        super().__init__(f"{code}: {detail}")
        self.code = code


async def ask(call: Awaitable[Any]) -> Any:  # noqa: ANN401
    """Wait for the answer to a request of matrix-nio.

    Raises:
        ChannelUnavailable: the homeserver cannot be reached or is in trouble.
        Refused: it refuses this request.
        SessionRevoked: it refuses every request.
    """
    try:
        response = await call
    except (aiohttp.ClientError, TimeoutError, OSError) as error:
        raise ChannelUnavailable(str(error) or type(error).__name__) from error
    if not isinstance(response, nio.ErrorResponse):
        return response
    if response.soft_logout:
        raise SessionRevoked(response.status_code, device_stays=True)
    raise _failure(response.status_code, response.transport_response.status, response.message)


async def put(client: nio.AsyncClient, path: str, content: dict[str, Any]) -> None:
    """Put something where matrix-nio has no request for; raises as `request` does."""
    await request(client, "PUT", path, content)


async def request(
    client: nio.AsyncClient, method: str, path: str, content: dict[str, Any] | None = None
) -> dict[str, Any]:
    """Ask something that matrix-nio has no request for.

    Raises:
        ChannelUnavailable: the homeserver cannot be reached or is in trouble.
        Refused: it refuses this request.
        SessionRevoked: it refuses every request.
    """
    headers = {"Content-Type": "application/json", **authorization(client)}
    data = None if content is None else json.dumps(content)
    try:
        async with await client.send(method, path, data, headers) as response:
            if not response.ok:
                raise await failure(response)
            answer: dict[str, Any] = await response.json(content_type=None)
            return answer
    except (aiohttp.ClientError, TimeoutError, OSError, ValueError) as error:
        raise ChannelUnavailable(str(error) or type(error).__name__) from error


def authorization(client: nio.AsyncClient) -> dict[str, str]:
    """Give the header that shows who asks."""
    return {"Authorization": f"Bearer {client.access_token}"}


async def failure(response: aiohttp.ClientResponse) -> Exception:
    """Give the exception for an answer that is an error; see `ask`."""
    try:
        answer = await response.json(content_type=None)
    except ValueError:
        answer = None
    if not isinstance(answer, dict):
        answer = {}
    return _failure(str(answer.get("errcode", "")), response.status, str(answer.get("error", "")))


def _failure(code: str, status: int, detail: str) -> Exception:
    if code in _SESSION_ENDED:
        return SessionRevoked(code)
    # An error without a Matrix code comes from something in between, say a proxy.
    if code and 400 <= status < 500 and status not in _TRY_AGAIN:  # noqa: PLR2004
        return Refused(code, detail)
    return ChannelUnavailable(f"{status} {detail}", status)
