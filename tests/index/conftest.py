from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from itertools import count
from pathlib import Path

import psycopg
import pytest

from index.backend import Generations
from index.embedding.onnx_embedder import OnnxEmbedder
from index.files.generations import FileGenerations
from index.pgvector.generations import PgvectorGenerations
from index.pgvector.tables import SCHEMA
from tests.index.hashed_words import HashedWords
from tests.postgres.server import Postgres

NewIndex = Callable[[], AbstractContextManager[Generations]]

IN_FILES = pytest.mark.parametrize("backend", ["files"], indirect=True)
"""For what is about the files."""


@pytest.fixture
def embedder() -> HashedWords:
    return HashedWords()


@pytest.fixture(scope="session", params=["files", "pgvector"])
def backend(request: pytest.FixtureRequest) -> str:
    """Each of what an index can be in."""
    kind: str = request.param
    return kind


@pytest.fixture(scope="session")
def new_index_in_postgres(postgres: Postgres, pgvector_template: str) -> NewIndex:
    """Gives a database for an index, where nothing is yet, for as long as it is used."""
    empty: list[str] = []

    @contextmanager
    def in_a_database() -> Iterator[Generations]:
        url = empty.pop() if empty else postgres.url(postgres.create_database(pgvector_template))
        yield PgvectorGenerations(url)
        # Sooner done than making another database.
        with psycopg.connect(url) as connection:
            connection.execute(f"DROP SCHEMA IF EXISTS {SCHEMA} CASCADE")
        empty.append(url)

    return in_a_database


@pytest.fixture(scope="session")
def new_index(
    backend: str, request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> NewIndex:
    """Gives a place for an index, where nothing is yet, for as long as it is used."""
    if backend == "pgvector":
        in_postgres: NewIndex = request.getfixturevalue("new_index_in_postgres")
        return in_postgres
    folder, numbers = tmp_path_factory.mktemp("indexes"), count()
    return lambda: nullcontext(FileGenerations(folder / str(next(numbers))))


@pytest.fixture
def generations(new_index: NewIndex) -> Iterator[Generations]:
    with new_index() as made:
        yield made


@pytest.fixture(scope="session")
def default_folder(installed: Path) -> Path:
    """The folder of the default model, as `make install` made it."""
    return installed / "models" / "multilingual-e5-small"


@pytest.fixture(scope="session")
def default_embedder(default_folder: Path) -> OnnxEmbedder:
    return OnnxEmbedder(default_folder)
