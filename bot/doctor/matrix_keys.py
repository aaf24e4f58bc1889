"""The keys of a device, read from a copy: looking at them changes nothing, also while the assistant runs."""

import sqlite3
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

from bot.channels.matrix.account import MatrixAccount
from bot.channels.matrix.client import new_client
from bot.channels.matrix.encryption.store import (
    PickleKeyWrong,
    StoreLost,
    close_store,
    open_store,
    pickle_key,
    store_file,
)


def identity_key(account: MatrixAccount, device: str) -> str:
    """Give the public key that a device is known by.

    Raises:
        PickleKeyWrong: its keys are encrypted with another pickle key.
        StoreLost: they are not there, or cannot be read.
    """
    file = store_file(account.folder, device)
    has_key = account.pickle_key is not None or (account.folder / "pickle.key").exists()
    if not file.exists() or not has_key:
        raise StoreLost(account.folder, device)
    client = new_client(account)
    client.user_id, client.device_id = account.user_id, device
    with TemporaryDirectory() as folder:
        try:
            _copy(file, Path(folder, file.name))
            open_store(client, Path(folder), pickle_key(account))
            key: str = client.olm.account.identity_keys["ed25519"]
        except PickleKeyWrong:
            raise PickleKeyWrong(account.folder) from None
        except (StoreLost, sqlite3.DatabaseError):
            raise StoreLost(account.folder, device) from None
        finally:
            close_store(client)
    return key


def _copy(file: Path, copy: Path) -> None:
    address = f"{file.absolute().as_uri()}?mode=ro"
    with closing(sqlite3.connect(address, uri=True)) as source, closing(sqlite3.connect(copy)) as target:
        source.backup(target)
