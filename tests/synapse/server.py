"""A real Synapse on loopback, with its data in a folder that the test throws away."""

import base64
import hashlib
import hmac
import json
import os
import secrets
import socket
import sqlite3
import subprocess
import time
import urllib.request
from contextlib import closing
from pathlib import Path
from typing import Any

SERVER_NAME = "localhost"
STARTED_WITHIN = 60.0
STOPPED_WITHIN = 20.0

_REPOSITORY = Path(__file__).resolve().parents[2]
_UNLIMITED = {"per_second": 10_000, "burst_count": 10_000}


def interpreter() -> Path:
    """Where the Python is that Synapse is installed for."""
    return Path(
        os.environ.get("WEGWIJZER_SYNAPSE_PYTHON") or _REPOSITORY / ".venv-synapse" / "bin" / "python"
    )


class Synapse:
    """One homeserver; `start` after `stop` goes on with the same data on the same port."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._secret = secrets.token_hex(16)
        self._process: subprocess.Popen[bytes] | None = None
        self._port = _free_port()
        self.url = f"http://127.0.0.1:{self._port}"
        signing_key = base64.b64encode(secrets.token_bytes(32)).decode().rstrip("=")
        (folder / "signing.key").write_text(f"ed25519 a_test {signing_key}\n")
        # JSON is YAML.
        (folder / "homeserver.yaml").write_text(json.dumps(self._configuration(), indent=2))

    def start(self) -> None:
        """Start, and wait until it serves."""
        with (self._folder / "output.log").open("ab") as output:
            self._process = subprocess.Popen(
                [interpreter(), "-m", "synapse.app.homeserver", "-c", "homeserver.yaml"],
                cwd=self._folder,
                stdout=output,
                stderr=subprocess.STDOUT,
            )
        deadline = time.monotonic() + STARTED_WITHIN
        while not self._is_healthy():
            if self._process.poll() is not None or time.monotonic() > deadline:
                raise RuntimeError(
                    "Synapse does not start:\n" + (self._folder / "output.log").read_text()[-3000:]
                )
            time.sleep(0.05)

    def stop(self) -> None:
        """Stop, and wait until it is gone."""
        if self._process is None:
            return
        self._process.terminate()
        try:
            self._process.wait(STOPPED_WITHIN)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._process = None

    def limit(self, user: str, per_second: int, burst: int) -> None:
        """Limit how much a user may say, as other homeservers do; the user is told to wait (429)."""
        administrator = self.register(f"beheer-{secrets.token_hex(4)}", "wachtwoord", admin=True)
        self._request(
            f"/_synapse/admin/v1/users/{user}/override_ratelimit",
            {"messages_per_second": per_second, "burst_count": burst},
            administrator["access_token"],
        )

    def register(
        self, name: str, password: str, *, shown: str | None = None, admin: bool = False
    ) -> dict[str, str]:
        """Register a user, whom others see by another name perhaps.

        Gives its ``user_id``, ``device_id`` and ``access_token``.
        """
        path = "/_synapse/admin/v1/register"
        nonce = self._request(path)["nonce"]
        signed = "\0".join((nonce, name, password, "admin" if admin else "notadmin")).encode()
        mac = hmac.new(self._secret.encode(), signed, hashlib.sha1).hexdigest()
        account = {"username": name, "displayname": shown or name, "password": password, "admin": admin}
        return self._request(path, {"nonce": nonce, "mac": mac, **account})

    def stored_events(self, room: str) -> list[dict[str, Any]]:
        """Every event of a room as the homeserver has it on disk, in order of arrival."""
        # The write-ahead log of a server that runs is read with it.
        with closing(sqlite3.connect(self._folder / "homeserver.db")) as database:
            rows = database.execute(
                "SELECT json FROM event_json JOIN events USING (event_id) "
                "WHERE events.room_id = ? ORDER BY stream_ordering",
                (room,),
            )
            return [json.loads(row) for (row,) in rows]

    def stored_media(self) -> list[bytes]:
        """Every file as the homeserver has it on disk."""
        return [file.read_bytes() for file in (self._folder / "media").rglob("*") if file.is_file()]

    def _configuration(self) -> dict[str, object]:
        limits = (
            "message",
            "registration",
            "admin_redaction",
            "joins_per_room",
            "third_party_invite",
            "profile",
        )
        listener = {
            "port": self._port,
            "type": "http",
            "bind_addresses": ["127.0.0.1"],
            "resources": [{"names": ["client"]}],
        }
        return {
            "server_name": SERVER_NAME,
            "pid_file": str(self._folder / "homeserver.pid"),
            "signing_key_path": str(self._folder / "signing.key"),
            "media_store_path": str(self._folder / "media"),
            "database": {"name": "sqlite3", "args": {"database": str(self._folder / "homeserver.db")}},
            "listeners": [listener],
            "registration_shared_secret": self._secret,
            "macaroon_secret_key": secrets.token_hex(16),
            "report_stats": False,
            "trusted_key_servers": [],
            "federation_domain_whitelist": [],
            "bcrypt_rounds": 4,
            "presence": {"enabled": False},
            **{f"rc_{limit}": _UNLIMITED for limit in limits},
            "rc_login": {"address": _UNLIMITED, "account": _UNLIMITED, "failed_attempts": _UNLIMITED},
            "rc_joins": {"local": _UNLIMITED, "remote": _UNLIMITED},
            "rc_invites": {"per_room": _UNLIMITED, "per_user": _UNLIMITED, "per_issuer": _UNLIMITED},
            "rc_room_creation": _UNLIMITED,
        }

    def _is_healthy(self) -> bool:
        try:
            with urllib.request.urlopen(f"{self.url}/health", timeout=1):
                return True
        except OSError:
            return False

    def _request(
        self, path: str, body: dict[str, object] | None = None, token: str | None = None
    ) -> dict[str, str]:
        data = json.dumps(body).encode() if body else None
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        request = urllib.request.Request(self.url + path, data, headers)
        with urllib.request.urlopen(request, timeout=10) as response:
            return json.load(response)


def _free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]
