"""The assistant signs its own device: a client that trusts signed devices only then sends it its keys.

See https://spec.matrix.org/v1.15/client-server-api/#cross-signing. matrix-nio knows nothing of it.
"""

import asyncio
import logging
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import nio
from pydantic import SecretStr

from bot.channels.matrix.encryption.published import PublishedKeys, published_keys
from bot.channels.matrix.encryption.signing_keys import (
    SigningKeys,
    load_signing_keys,
    public,
    save_signing_keys,
    signed,
)
from bot.channels.matrix.password_asked import with_password
from bot.channels.matrix.requests import Refused, request
from bot.delivery.delivery import ChannelClosed

log = logging.getLogger(__name__)


class OtherIdentity(ChannelClosed):
    """The account has cross-signing keys that are not ours; others may have verified those.

    Attributes:
        user_id: the account.
    """

    def __init__(self, user_id: str) -> None:
        super().__init__(f"{user_id} has an identity of which the keys are not here")
        self.user_id = user_id


async def sign_device(
    client: nio.AsyncClient, folder: Path, pickle_key: str, password: SecretStr | None, *, replace: bool
) -> None:
    """Make sure that this device is signed; what is in order stays as it is.

    Args:
        client: whose device is published.
        folder: where the signing keys are kept.
        pickle_key: what they are encrypted with.
        password: of the account, for a homeserver that wants to see it before it takes new keys.
        replace: put new keys in the place of the account's, where we do not have those.

    Raises:
        ChannelUnavailable: the homeserver cannot be reached or is in trouble.
        OtherIdentity: the account has keys that are not ours, and they are not to be replaced.
        PasswordRefused: the homeserver does not take new keys on this password, or wants one.
        PickleKeyWrong: the signing keys are encrypted with something else.
        Refused: it does not take a key or a signature.
        SessionRevoked: the homeserver ended the session.
    """
    keys = await asyncio.to_thread(load_signing_keys, folder, pickle_key)
    published = await published_keys(client)
    if keys is None or published.master != public(keys.master):
        if published.master is not None and not replace:
            raise OtherIdentity(client.user_id)
        keys = keys or SigningKeys()
        # First on disk: keys that others know and we do not are of no use to anybody.
        await asyncio.to_thread(save_signing_keys, folder, keys, pickle_key)
    if (published.master, published.self_signing) != (public(keys.master), public(keys.self_signing)):
        await _publish(client, keys, password)
    if not _is_signed(client, published, keys):
        await _sign(client, keys)


async def _publish(client: nio.AsyncClient, keys: SigningKeys, password: SecretStr | None) -> None:
    user, master, self_signing = client.user_id, public(keys.master), public(keys.self_signing)
    content = {
        "master_key": {"user_id": user, "usage": ["master"], "keys": {f"ed25519:{master}": master}},
        "self_signing_key": signed(
            {"user_id": user, "usage": ["self_signing"], "keys": {f"ed25519:{self_signing}": self_signing}},
            user,
            keys.master,
        ),
    }
    path = "/_matrix/client/v3/keys/device_signing/upload"
    await with_password(client, "POST", path, content, password)
    log.info("the account has an identity of its own")


def _is_signed(client: nio.AsyncClient, published: PublishedKeys, keys: SigningKeys) -> bool:
    if published.device is None:
        return False
    # Signing is deterministic, and the keys of the device are known to be ours.
    wanted = signed(dict(published.device), client.user_id, keys.self_signing)["signatures"][client.user_id]
    present: Mapping[str, Any] = published.device.get("signatures", {}).get(client.user_id, {})
    return all(present.get(name) == signature for name, signature in wanted.items())


async def _sign(client: nio.AsyncClient, keys: SigningKeys) -> None:
    user, device = client.user_id, client.device_id
    published = (await published_keys(client)).device
    content = {user: {device: signed(dict(published or {}), user, keys.self_signing)}}
    answer = await request(client, "POST", "/_matrix/client/v3/keys/signatures/upload", content)
    for failure in answer.get("failures", {}).get(user, {}).values():
        raise Refused(str(failure.get("errcode")), str(failure.get("error")))
    log.info("device %s is signed", device)
