"""A homeserver, for all that is said in Matrix rooms."""

from collections.abc import Iterator

import pytest

from tests.synapse.server import Synapse, interpreter


@pytest.fixture(scope="session")
def synapse(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Synapse]:
    if not interpreter().exists():
        pytest.fail(f"Synapse is not installed at {interpreter()}: run `make test`")
    server = Synapse(tmp_path_factory.mktemp("synapse"))
    try:
        server.start()
        yield server
    finally:
        server.stop()
