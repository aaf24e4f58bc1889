from pathlib import Path

import pytest

from index.embedding.onnx_embedder import OnnxEmbedder
from tests.index.hashed_words import HashedWords


@pytest.fixture
def embedder() -> HashedWords:
    return HashedWords()


@pytest.fixture(scope="session")
def default_folder(installed: Path) -> Path:
    """The folder of the default model, as `make install` made it."""
    return installed / "models" / "multilingual-e5-small"


@pytest.fixture(scope="session")
def default_embedder(default_folder: Path) -> OnnxEmbedder:
    return OnnxEmbedder(default_folder)
