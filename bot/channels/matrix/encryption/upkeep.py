"""The keys that others need of us, and those that we need of them, kept up to date."""

import asyncio
import logging
from typing import NoReturn

import nio

from bot.backoff import delays
from bot.channels.matrix.encryption.requests import claim_keys, send_to_devices
from bot.channels.matrix.requests import Refused, ask
from bot.delivery.delivery import ChannelClosed, ChannelUnavailable

log = logging.getLogger(__name__)


class Upkeep:
    """Does after a sync what is to be done about keys; the sync does not wait for it."""

    def __init__(self, client: nio.AsyncClient) -> None:
        self._client = client
        self._synced = asyncio.Event()

    def take_in(self, response: nio.SyncResponse) -> None:
        """Learn from a sync that the client has processed."""
        # matrix-nio overlooks a count of zero, and then nobody new could ever send us a key again.
        if self._client.olm and response.device_key_count.signed_curve25519 == 0:
            self._client.olm.uploaded_key_count = 0
        self._synced.set()

    async def run(self) -> NoReturn:
        """Keep up until cancelled.

        Raises:
            SessionRevoked: the homeserver ended the session.
        """
        waits = delays()
        while True:
            await self._synced.wait()
            self._synced.clear()
            try:
                await self._keep_up()
                waits = delays()
            except ChannelClosed:
                raise
            except Exception as error:
                wait = next(waits)
                known = isinstance(error, ChannelUnavailable | Refused)
                log.warning(
                    "keys cannot be kept up (%s); trying again in %.1f s", error, wait, exc_info=not known
                )
                await asyncio.sleep(wait)
                self._synced.set()

    async def _keep_up(self) -> None:
        client = self._client
        if client.should_upload_keys:
            await ask(client.keys_upload())
        if client.should_query_keys:
            await ask(client.keys_query())
        if client.should_claim_keys:
            await claim_keys(client, client.get_users_for_key_claiming())
        for message in tuple(client.outgoing_to_device_messages):
            try:
                await send_to_devices(client, message.type, message.as_dict())
            except Refused as refusal:
                log.warning("something for a device of somebody is given up: %s", refusal)
            client.olm.handle_response(nio.ToDeviceResponse(message))
