"""Secrets from files, as systemd, Docker and Kubernetes hand them to a program."""

import os
from pathlib import Path
from typing import Any

from pydantic.fields import FieldInfo
from pydantic_settings import PydanticBaseSettingsSource

from bot.settings.invalid import SettingsInvalid

SECRETS_DIR = "WEGWIJZER_SECRETS_DIR"
"""Environment variable that names the folder."""

SECRETS = ("database_url", "matrix.password", "matrix.access_token", "matrix.pickle_key", "telegram.token")
"""Settings that may be in a file of that name."""


class SecretFiles(PydanticBaseSettingsSource):
    """Settings of which each is the content of a file in one folder, without the end of its last line."""

    def get_field_value(self, field: FieldInfo, field_name: str) -> tuple[Any, str, bool]:
        """Say nothing of a field by itself: all are read at once."""
        return None, field_name, False

    def __call__(self) -> dict[str, Any]:
        """Read the files.

        Raises:
            SettingsInvalid: the folder is not there, or a file cannot be read.
        """
        found: dict[str, Any] = {}
        for key, file in secret_files().items():
            *sections, name = key.split(".")
            table = found
            for section in sections:
                table = table.setdefault(section, {})
            table[name] = _read(key, file)
        return found


def secret_files() -> dict[str, Path]:
    """Give the files of the secrets that there is one for.

    Raises:
        SettingsInvalid: the folder is not there.
    """
    folder = secrets_dir()
    if folder is None:
        return {}
    if not folder.is_dir():
        raise SettingsInvalid(SECRETS_DIR, "no_folder", {"path": folder}, where=SECRETS_DIR)
    return {key: folder / key for key in SECRETS if (folder / key).exists()}


def secrets_dir() -> Path | None:
    """Give the folder that the environment names; None where it names none."""
    named = os.environ.get(SECRETS_DIR)
    return Path(named) if named else None


def _read(key: str, file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8").rstrip("\r\n")
    except (OSError, UnicodeDecodeError):
        raise SettingsInvalid(key, "not_readable", {"path": file}, where=str(file)) from None
