from pathlib import Path

import numpy as np
import pytest

from bot.answering.query_adapter import load_adapter


@pytest.fixture
def fitted(tmp_path: Path) -> Path:
    path = tmp_path / "fitted.npz"
    np.savez(
        path,
        model="m",
        documents=np.array(["a.md", "b.md"]),
        weights=np.zeros((2, 2), np.float16),
        bias=np.array([0, 1], np.float32),
        null_weights=np.array([0.5, 0], np.float32),
        null_bias=0.1,
    )
    return path


def test_an_adapted_question_has_length_one(fitted: Path) -> None:
    adapter = load_adapter("m", ["a.md"], fitted)

    assert adapter is not None
    assert adapter.adapt(np.array([1, 0], np.float32)) == pytest.approx([0.5**0.5, 0.5**0.5])
    assert adapter.cosine_to_exceed(np.array([1, 0], np.float32)) == pytest.approx(0.6)


@pytest.mark.parametrize(("model", "documents"), [("other", ["a.md"]), ("m", ["x.md", "y.md", "a.md"])])
def test_another_model_or_other_documents_are_asked_as_they_are(
    fitted: Path, model: str, documents: list[str]
) -> None:
    assert load_adapter(model, documents, fitted) is None
