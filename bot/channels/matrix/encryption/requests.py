"""Requests about keys that may fail; those of matrix-nio break then, or take us for logged out."""

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import uuid4

import nio

from bot.channels.matrix.requests import request


async def claim_keys(client: nio.AsyncClient, devices: Mapping[str, Iterable[str]]) -> None:
    """Get a one-time key of each device, and with it a way to send to it.

    Args:
        client: that is logged in.
        devices: ids of the devices of each user.

    Raises:
        ChannelUnavailable: the homeserver cannot be reached or is in trouble.
        Refused: it refuses.
        SessionRevoked: the homeserver ended the session.
    """
    wanted = {user: dict.fromkeys(ids, "signed_curve25519") for user, ids in devices.items()}
    answer = await request(client, "POST", "/_matrix/client/v3/keys/claim", {"one_time_keys": wanted})
    keys = answer.get("one_time_keys", {})
    client.olm.handle_response(nio.KeysClaimResponse(keys, answer.get("failures", {})))


async def send_to_devices(client: nio.AsyncClient, kind: str, content: dict[str, Any]) -> None:
    """Send something to devices.

    Args:
        client: that is logged in.
        kind: what it is, e.g. ``m.room.encrypted``.
        content: for each user and device, under ``messages``.

    Raises:
        ChannelUnavailable: the homeserver cannot be reached or is in trouble.
        Refused: it refuses.
        SessionRevoked: the homeserver ended the session.
    """
    await request(client, "PUT", f"/_matrix/client/v3/sendToDevice/{kind}/{uuid4()}", content)
