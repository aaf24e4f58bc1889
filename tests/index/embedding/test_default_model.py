import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from index.embedding.default_model import default_model_folder
from index.embedding.load import load_embedder
from index.embedding.onnx_embedder import OnnxEmbedder

TEXTS = [
    "Een korte zin.",
    "De eigenaar bewaakt de continuïteit van de organisatie op de lange termijn. " * 4,
    "Ambtenaren van beleid en uitvoering werken samen: zij spreken af wie wat doet en wanneer.",
    "What is the role of the owner?",
    "€ 1.250,- per 1-1-2024 (art. 3, lid 2, Awb); zie ook: https://example.org/?a=b",
    "🙂",
]


def test_sentence_transformers_loads_the_folder_and_gives_the_same_vectors(
    default_folder: Path, default_embedder: OnnxEmbedder
) -> None:
    library = load_embedder(str(default_folder), Path("unused"))

    for ours, theirs in (
        (default_embedder.embed_passages(TEXTS), library.embed_passages(TEXTS)),
        (default_embedder.embed_queries(TEXTS), library.embed_queries(TEXTS)),
    ):
        assert (ours * theirs).sum(axis=1).min() >= 0.999


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
