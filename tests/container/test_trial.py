"""The trial of `compose.yaml`, without Docker: what it asks of each container, and the homeserver in it."""

import json
import os
import re
import shlex
import socket
import subprocess
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.settings import Settings, load_settings
from tests.synapse.server import interpreter

REPOSITORY = Path(__file__).resolve().parents[2]
SERVICES: dict[str, dict[str, Any]] = yaml.safe_load((REPOSITORY / "compose.yaml").read_text())["services"]
SECRETS = (
    "database_url",
    "macaroon_secret_key",
    "matrix_password",
    "postgres_password",
    "registration_shared_secret",
)


@pytest.mark.parametrize("name", SERVICES)
def test_a_container_may_no_more_than_it_must(name: str) -> None:
    service = SERVICES[name]

    assert service["read_only"]
    assert service["cap_drop"] == ["ALL"]
    assert service.get("cap_add", []) == (["CHOWN"] if name == "synapse-data" else [])
    assert service["security_opt"] == ["no-new-privileges:true"]
    assert not service.get("privileged")
    assert set(service["deploy"]["resources"]["limits"]) == {"cpus", "memory", "pids"}
    assert all(port.startswith("127.0.0.1:") for port in service.get("ports", []))
    assert not {"POSTGRES_PASSWORD", "WEGWIJZER_DATABASE_URL", "WEGWIJZER_MATRIX_PASSWORD"} & set(
        service.get("environment", {})
    ), "secrets are files"


@pytest.fixture
def secrets(tmp_path: Path) -> Path:
    """The secrets as the command makes them, under the names that the assistant finds them by."""
    (tmp_path / "container").mkdir()
    command = tmp_path / "container" / "make-secrets"
    command.write_bytes((REPOSITORY / "container" / "make-secrets").read_bytes())
    for _ in range(2):
        subprocess.run(["bash", command], check=True, stdout=subprocess.DEVNULL)
        made = {name: (tmp_path / "container/secrets" / name).read_text() for name in SECRETS}
    folder = tmp_path / "run" / "secrets"
    folder.mkdir(parents=True)
    for secret in SERVICES["wegwijzer"]["secrets"]:
        (folder / secret["target"]).write_text(made[secret["source"]])
    for name in SECRETS:
        (folder / name).write_text(made[name])
    return folder


@pytest.fixture
def settings(secrets: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    """What the assistant makes of its environment in the trial."""
    for name, value in SERVICES["wegwijzer"]["environment"].items():
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("WEGWIJZER_SECRETS_DIR", str(secrets))
    return load_settings()


def test_the_assistant_finds_its_database_and_its_password(settings: Settings, secrets: Path) -> None:
    password = (secrets / "postgres_password").read_text()

    assert settings.database == f"postgresql://wegwijzer:{password}@postgres/wegwijzer"
    assert settings.matrix is not None
    assert settings.matrix.password is not None
    assert settings.matrix.password.get_secret_value() == (secrets / "matrix_password").read_text()
    assert len({(secrets / name).read_text() for name in SECRETS}) == len(SECRETS)


@pytest.fixture
def homeserver(tmp_path: Path, secrets: Path) -> Iterator[str]:
    """The homeserver of the trial: its own commands and settings, with folders of this machine."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
    for name in ("config", "data", "tmp"):
        (tmp_path / name).mkdir()
    for file in (REPOSITORY / "container" / "synapse").iterdir():
        (tmp_path / "config" / file.name).write_text(_here(file.read_text(), tmp_path, port))
    script = _here(SERVICES["synapse"]["entrypoint"][-1], tmp_path, port)
    environment = {**os.environ, "PATH": f"{interpreter().parent}:{os.environ['PATH']}"}
    process = subprocess.Popen(["sh", "-c", script], env=environment, cwd=tmp_path)
    address = f"http://127.0.0.1:{port}"
    try:
        _wait_for(address, process)
        yield address
    finally:
        process.terminate()
        process.wait(20)


def test_the_homeserver_of_the_trial_gives_the_assistant_its_account(
    tmp_path: Path, homeserver: str, settings: Settings
) -> None:
    command = shlex.join(SERVICES["account"]["entrypoint"]).replace("http://synapse:8008", homeserver)
    for _ in range(2):
        subprocess.run(
            ["sh", "-c", f"{interpreter().parent}/{_here(command, tmp_path, '')}"], check=True, cwd=tmp_path
        )

    assert settings.matrix is not None
    assert settings.matrix.password is not None
    login = {
        "type": "m.login.password",
        "identifier": {"type": "m.id.user", "user": settings.matrix.user_id},
        "password": settings.matrix.password.get_secret_value(),
    }
    request = urllib.request.Request(f"{homeserver}/_matrix/client/v3/login", json.dumps(login).encode())
    with urllib.request.urlopen(request) as answer:
        assert json.load(answer)["user_id"] == settings.matrix.user_id


def _here(text: str, folder: Path, port: str) -> str:
    """What stands in the container's folders and on its port, in those of the test."""
    text = re.sub(r"(?<=[ =])/(config|data|run/secrets|tmp)/", rf"{folder}/\1/", text)
    return text.replace("port: 8008", f"port: {port}")


def _wait_for(address: str, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + 60
    while True:
        try:
            urllib.request.urlopen(f"{address}/health").close()
        except OSError:
            assert process.poll() is None, "Synapse does not start"
            assert time.monotonic() < deadline, "Synapse does not serve"
            time.sleep(0.1)
        else:
            return
