"""What the homeserver tells others about our keys, and putting the keys of this device there."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import nio

from bot.channels.matrix.encryption.store import StoreLost
from bot.channels.matrix.requests import ask, request


@dataclass(frozen=True, slots=True)
class PublishedKeys:
    """Our keys as others get them.

    Attributes:
        device: keys and signatures of this device, or None.
        master: public master key, or None.
        self_signing: public self-signing key, or None.
    """

    device: Mapping[str, Any] | None
    master: str | None
    self_signing: str | None


async def published_keys(client: nio.AsyncClient) -> PublishedKeys:
    """Ask the homeserver which keys of ours others get.

    Raises:
        ChannelUnavailable: the homeserver cannot be reached or is in trouble.
        SessionRevoked: the homeserver ended the session.
    """
    user = client.user_id
    answer = await request(client, "POST", "/_matrix/client/v3/keys/query", {"device_keys": {user: []}})
    return PublishedKeys(
        device=answer.get("device_keys", {}).get(user, {}).get(client.device_id),
        master=_public_key(answer.get("master_keys", {}).get(user)),
        self_signing=_public_key(answer.get("self_signing_keys", {}).get(user)),
    )


async def publish_device(client: nio.AsyncClient, folder: Path) -> None:
    """Make sure that others can send keys to this device.

    Args:
        client: whose store is open.
        folder: of that store.

    Raises:
        ChannelUnavailable: the homeserver cannot be reached or is in trouble.
        Refused: it does not take the keys.
        SessionRevoked: the homeserver ended the session.
        StoreLost: others have other keys of this device, so what they send cannot be read.
    """
    published = (await published_keys(client)).device
    account = client.olm.account
    if published and published["keys"] != _device_keys(client):
        raise StoreLost(folder, client.device_id)
    # A device that was logged out and in again has lost its keys at the homeserver.
    account.shared = published is not None
    if client.should_upload_keys:
        await ask(client.keys_upload())
    await _publish_fallback_key(client)


def _device_keys(client: nio.AsyncClient) -> dict[str, str]:
    return {f"{kind}:{client.device_id}": key for kind, key in client.olm.account.identity_keys.items()}


async def _publish_fallback_key(client: nio.AsyncClient) -> None:
    """Publish the key that is given out when the one-time keys have run out, while the assistant is away."""
    # matrix-nio knows no fallback keys; the account below it does.
    account = client.olm.account._account
    account.generate_fallback_key()
    # Before anybody can use it.
    client.olm.save_account()
    keys = {}
    for name, public in account.fallback_key.items():
        key = {"key": public.to_base64(), "fallback": True}
        signature = {client.user_id: {f"ed25519:{client.device_id}": client.olm.sign_json(key)}}
        keys[f"signed_curve25519:{name}"] = {**key, "signatures": signature}
    await request(client, "POST", "/_matrix/client/v3/keys/upload", {"fallback_keys": keys})
    account.mark_keys_as_published()
    client.olm.save_account()


def _public_key(cross_signing_key: Mapping[str, Any] | None) -> str | None:
    return next(iter(cross_signing_key["keys"].values()), None) if cross_signing_key else None
