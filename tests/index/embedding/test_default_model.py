import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from index.embedding.default_model import default_model_folder
from index.embedding.onnx_embedder import OnnxEmbedder
from tests.index.embedding.samples import TEXTS


def test_the_model_is_made_once_and_alike_everywhere(tmp_path: Path, default_embedder: OnnxEmbedder) -> None:
    steps: list[tuple[int, int]] = []

    folder = default_model_folder(tmp_path, lambda done, total: steps.append((done, total)))
    again = default_model_folder(tmp_path, lambda *_: pytest.fail("made twice"))

    assert folder == again
    assert steps[0] == (0, 4)
    assert steps[-1] == (4, 4)
    assert [path.name for path in folder.parent.iterdir() if not path.name.startswith(".")] == [folder.name]
    made = OnnxEmbedder(folder)
    assert made.name == default_embedder.name
    assert np.array_equal(made.embed_queries(TEXTS), default_embedder.embed_queries(TEXTS))


def test_serving_imports_neither_torch_nor_what_converting_needs(installed: Path) -> None:
    program = (
        "import sys; from pathlib import Path; from index.embedding import load_embedder;"
        f"load_embedder(None, Path({str(installed)!r})).embed_queries(['x']);"
        "heavy = {'torch', 'transformers', 'sentence_transformers', 'onnx', 'safetensors'};"
        "print(*heavy & sys.modules.keys())"
    )

    result = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)

    assert result.stdout.strip() == ""


def test_the_model_that_came_with_the_installation_is_used_as_it_is(
    installed: Path, tmp_path: Path, default_folder: Path
) -> None:
    folder = default_model_folder(tmp_path, shipped=installed / "models")

    assert folder == default_folder
    assert list(tmp_path.iterdir()) == []


def test_nothing_is_kept_or_sent_about_whose_machine_this_is(installed: Path, tmp_path: Path) -> None:
    program = (
        "from pathlib import Path; from index.embedding import load_embedder;"
        f"load_embedder(None, Path({str(installed)!r})).embed_queries(['x'])"
    )

    home = {**os.environ, "HOME": str(tmp_path), "XDG_CACHE_HOME": str(tmp_path)}
    subprocess.run([sys.executable, "-c", program], env=home, check=True)

    assert list(tmp_path.iterdir()) == [], "ONNX Runtime's telemetry starts by writing an identifier"
