"""The cryptography of matrix-nio, safe against whatever others may send."""

import logging
from collections.abc import Mapping
from types import SimpleNamespace
from typing import Any

import nio
from nio.crypto import Olm, OlmDevice

from bot.channels.matrix.encryption.key_database import KeysNotKept

log = logging.getLogger(__name__)


class Machine(Olm):  # type: ignore[misc]  # matrix-nio carries no types
    """Keeps one bad event or key from stopping everything.

    matrix-nio lets an exception over something malformed out of the sync, or out of sending, that it
    came along in: anyone could silence the assistant with it. Here it counts as not to be decrypted.
    """

    def handle_to_device_event(self, event: nio.ToDeviceEvent) -> nio.ToDeviceEvent | None:
        """Decrypt an event for this device; None where that cannot be done.

        Raises:
            KeysNotKept: what it brings cannot be kept, and is not taken in: the event must come again.
        """
        try:
            return super().handle_to_device_event(event)
        except KeysNotKept:
            self._go_back()
            raise
        except Exception as error:
            log.warning("an event for this device is not to be used (%s)", error)
            return None

    def decrypt_megolm_event(self, event: nio.MegolmEvent, room_id: str | None = None) -> nio.Event:
        """Decrypt an event of a room.

        Its source is then the event as the homeserver has it, with only type and content from what was
        encrypted: who wrote that can make nothing else of it, and relations stay known.

        Raises:
            nio.EncryptionError: that cannot be done (yet).
        """
        try:
            decrypted = super().decrypt_megolm_event(event, room_id)
        except nio.EncryptionError:
            raise
        except Exception as error:
            raise nio.EncryptionError(f"malformed event ({error})") from error
        decrypted.source = _as_sent(event.source, decrypted.source)
        return decrypted

    def verify_json(self, json: dict[str, Any], user_key: str, user_id: str, device_id: str) -> bool:
        """Whether a device signed something; not, where its key or its signature is none."""
        signatures = json.get("signatures")
        try:
            return bool(super().verify_json(json, user_key, user_id, device_id))
        except (AttributeError, TypeError, ValueError) as error:
            log.warning("no usable signature of a device (%s)", error)
            if signatures is not None:
                json["signatures"] = signatures
            return False

    def share_keys(self) -> dict[str, Any]:
        """Make the keys that are to be uploaded, on disk before anybody can use them."""
        keys: dict[str, Any] = super().share_keys()
        self.save_account()
        return keys

    def _go_back(self) -> None:
        """Be what is on disk: keys that went on from there would not decrypt the same a second time."""
        self.account = self.store.load_account()
        self.load()

    def _handle_key_claiming(self, response: nio.KeysClaimResponse) -> None:
        for user, devices in response.one_time_keys.items():
            for device, key in devices.items():
                try:
                    super()._handle_key_claiming(SimpleNamespace(one_time_keys={user: {device: key}}))
                except (KeyError, StopIteration, TypeError, ValueError) as error:
                    log.warning("no usable key of a device (%s)", error)

    def _should_accept_forward(self, sender: str, sender_key: str, event: nio.ForwardedRoomKeyEvent) -> bool:
        # A key that we asked for may also come from the device that made it: from there it is as good as
        # at first hand, and it is how other clients answer to who was left out before.
        content = event.source["content"]
        made_by: OlmDevice | None = self.device_store.device_from_sender_key(event.sender, sender_key)
        request = self.outgoing_key_requests.get(event.session_id)
        first_hand = (
            request is not None
            and (request.room_id, request.algorithm) == (event.room_id, event.algorithm)
            and made_by is not None
            and content["sender_key"] == sender_key == made_by.curve25519
            and content["sender_claimed_ed25519_key"] == made_by.ed25519
            and not content["forwarding_curve25519_key_chain"]
        )
        return first_hand or bool(super()._should_accept_forward(sender, sender_key, event))


def _as_sent(sent: Mapping[str, Any], decrypted: Mapping[str, Any]) -> dict[str, Any]:
    kind, content = decrypted.get("type"), decrypted.get("content")
    return {
        **sent,
        "type": kind if isinstance(kind, str) else "",
        "content": content if isinstance(content, dict) else {},
    }
