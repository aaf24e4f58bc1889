"""The keys that sign this device, on disk under the pickle key; they outlive the device."""

import json
import logging
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import vodozemac
from nio import Api
from nio.crypto.sessions import derive_pickle_key

from bot.channels.matrix.encryption.store import PickleKeyWrong
from bot.channels.matrix.private_files import write_private

log = logging.getLogger(__name__)

_FILE = "cross_signing.json"


@dataclass(frozen=True, slots=True)
class SigningKeys:
    """Who the assistant is to others, whatever its device; an Olm account serves as an Ed25519 key.

    The third key of cross-signing, which signs other people, is for somebody who compares emoji with them.
    """

    master: vodozemac.Account = field(default_factory=vodozemac.Account)
    self_signing: vodozemac.Account = field(default_factory=vodozemac.Account)


def load_signing_keys(folder: Path, pickle_key: str) -> SigningKeys | None:
    """Read the keys; None where there are none.

    Raises:
        PickleKeyWrong: they are encrypted with another key.
    """
    file = folder / _FILE
    try:
        stored = json.loads(file.read_text(encoding="utf-8"))
        pickles = stored["master"], stored["self_signing"]
    except FileNotFoundError:
        return None
    except (KeyError, TypeError, json.JSONDecodeError):
        log.warning("%s holds no keys", file)
        return None
    try:
        return SigningKeys(
            *(vodozemac.Account.from_pickle(pickle, derive_pickle_key(pickle_key)) for pickle in pickles)
        )
    except vodozemac.PickleException as error:
        raise PickleKeyWrong(folder) from error


def save_signing_keys(folder: Path, keys: SigningKeys, pickle_key: str) -> None:
    """Write the keys."""
    pickles = {
        "master": keys.master.pickle(derive_pickle_key(pickle_key)),
        "self_signing": keys.self_signing.pickle(derive_pickle_key(pickle_key)),
    }
    write_private(folder / _FILE, json.dumps(pickles))


def forget_signing_keys(folder: Path) -> None:
    """Delete the keys."""
    (folder / _FILE).unlink(missing_ok=True)


def public(key: vodozemac.Account) -> str:
    """Give the public half of a key."""
    text: str = key.ed25519_key.to_base64()
    return text


def signed(content: dict[str, Any], user: str, key: vodozemac.Account) -> dict[str, Any]:
    """Give something with the signature of a key, and no other."""
    bare = {name: value for name, value in content.items() if name not in {"signatures", "unsigned"}}
    signature = key.sign(Api.to_canonical_json(bare).encode()).to_base64()
    return {**bare, "signatures": {user: {f"ed25519:{public(key)}": signature}}}
