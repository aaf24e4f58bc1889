"""Files in encrypted rooms: the homeserver has them encrypted, and the key goes with the message.

See https://spec.matrix.org/v1.15/client-server-api/#sending-encrypted-attachments.
"""

from collections.abc import Mapping
from typing import Any

import nio
from nio.crypto.attachments import decrypt_attachment, encrypt_attachment

_VERSION = "v2"


def encrypt_file(content: bytes) -> tuple[bytes, dict[str, Any]]:
    """Encrypt a file under a key of its own.

    Returns:
        What is to be uploaded, and what is needed to decrypt that.
    """
    encrypted, keys = encrypt_attachment(content)
    return encrypted, keys


def decrypt_file(encrypted: bytes, keys: Mapping[str, Any]) -> bytes | None:
    """Decrypt a file; None where it is not what the keys are for, or these are none.

    Args:
        encrypted: what was uploaded.
        keys: as came with the message, from anybody.
    """
    try:
        if keys["v"] != _VERSION:
            return None
        content: bytes = decrypt_attachment(encrypted, keys["key"]["k"], keys["hashes"]["sha256"], keys["iv"])
    except (nio.EncryptionError, KeyError, TypeError, ValueError, AttributeError, OverflowError):
        return None
    return content


def with_keys(content: Mapping[str, Any], keys: Mapping[str, Any]) -> dict[str, Any]:
    """Give the content of the event of a file that was uploaded encrypted."""
    rest = {name: value for name, value in content.items() if name != "url"}
    return {**rest, "file": {**keys, "url": content["url"]}}
