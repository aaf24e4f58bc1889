"""The Matrix account that the assistant uses."""

from dataclasses import dataclass
from pathlib import Path

from pydantic import SecretStr


@dataclass(frozen=True, slots=True, kw_only=True)
class MatrixAccount:
    """Where and as whom to log in.

    Attributes:
        homeserver: web address of the homeserver, without a slash at the end.
        user_id: full name, e.g. ``@wegwijzer:example.org``.
        password: used only when there is no token that works.
        access_token: used instead of a password.
        device_id: device to log in as; by default the homeserver gives a new one.
        pickle_key: what the keys on disk are encrypted with; by default one that is made at the first
            start and kept beside them.
        data_dir: folder that keeps everything from one start to the next.
    """

    homeserver: str
    user_id: str
    password: SecretStr | None = None
    access_token: SecretStr | None = None
    device_id: str | None = None
    pickle_key: SecretStr | None = None
    data_dir: Path

    @property
    def folder(self) -> Path:
        """Folder of the session and its keys: they are of no use without each other."""
        return self.data_dir / "matrix"

    @property
    def session_file(self) -> Path:
        """File of the device and its access token."""
        return self.folder / "session.json"
