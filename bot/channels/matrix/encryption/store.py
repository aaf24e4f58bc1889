"""The keys of this device, on disk under a pickle key."""

import logging
import os
import secrets
import sqlite3
from pathlib import Path
from urllib.parse import quote

import nio
import peewee
import vodozemac
from nio.store import SqliteStore

from bot.channels.matrix.account import MatrixAccount
from bot.channels.matrix.encryption.key_database import KeyDatabase
from bot.channels.matrix.encryption.machine import Machine
from bot.channels.matrix.private_files import make_private, write_private
from bot.delivery.delivery import ChannelClosed

log = logging.getLogger(__name__)

_KEY_BYTES = 32


class PickleKeyWrong(ChannelClosed):
    """The keys on disk are encrypted with another pickle key.

    Attributes:
        folder: where the keys are.
    """

    def __init__(self, folder: Path) -> None:
        super().__init__(f"the keys in {folder} are not encrypted with this pickle key")
        self.folder = folder


class StoreLost(ChannelClosed):
    """The keys of this device are gone, or cannot be read; nobody can ever bring them back.

    Attributes:
        folder: where they should be.
        device_id: the device.
    """

    def __init__(self, folder: Path, device_id: str) -> None:
        super().__init__(f"the keys of device {device_id} are not in {folder}")
        self.folder = folder
        self.device_id = device_id


class _Store(SqliteStore):  # type: ignore[misc]  # matrix-nio carries no types
    def _create_database(self) -> peewee.SqliteDatabase:
        # Every message changes a key, on the event loop: a write-ahead log is one write to disk, not three.
        pragmas = {"foreign_keys": 1, "secure_delete": 1, "journal_mode": "wal"}
        return KeyDatabase(self.database_path, pragmas=pragmas)


def store_file(folder: Path, device_id: str) -> Path:
    """Give the file of the keys of a device."""
    return folder / f"{quote(device_id, safe='')}.db"


def pickle_key(account: MatrixAccount) -> str:
    """Give what the keys on disk are encrypted with; made at the first start, where it is not set."""
    if account.pickle_key is not None:
        return account.pickle_key.get_secret_value()
    file = account.folder / "pickle.key"
    try:
        return file.read_text(encoding="utf-8")
    except FileNotFoundError:
        key = secrets.token_urlsafe(_KEY_BYTES)
        write_private(file, key)
        return key


def open_store(client: nio.AsyncClient, folder: Path, key: str) -> None:
    """Give a client that is logged in the keys of its device; new ones where it has none.

    Args:
        client: that knows its user and device.
        folder: where the keys are.
        key: what they are encrypted with.

    Raises:
        PickleKeyWrong: they are encrypted with something else.
        StoreLost: they cannot be read.
    """
    if client.olm:
        return
    make_private(folder)
    file = store_file(folder, client.device_id)
    # SQLite makes a file that others may read, and the files beside it like the file itself.
    os.close(os.open(file, os.O_WRONLY | os.O_CREAT, 0o600))
    try:
        store = _Store(client.user_id, client.device_id, str(folder), key, file.name)
    except (peewee.DatabaseError, sqlite3.DatabaseError) as error:
        log.warning("%s is not readable (%s)", file, error)
        raise StoreLost(folder, client.device_id) from error
    try:
        client.olm = Machine(client.user_id, client.device_id, store)
    except (vodozemac.PickleException, vodozemac.LibolmPickleException) as error:
        store.database.close()
        raise PickleKeyWrong(folder) from error
    client.store = store
    client.encrypted_rooms = store.load_encrypted_rooms()


def close_store(client: nio.AsyncClient) -> None:
    """Close what `open_store` opened."""
    if client.store:
        client.store.database.close()
