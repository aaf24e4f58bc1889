from pathlib import Path

import numpy as np
import pytest

from bot.answering.query_adapter import QueryAdapter, load_adapter

ADAPTER = QueryAdapter(
    linear=np.zeros((2, 2), np.float32),
    inner=np.array([[1], [0]], np.float32),
    inner_bias=np.zeros(1, np.float32),
    outer=np.array([[0, 1]], np.float32),
    bias=np.zeros(2, np.float32),
    null_linear=np.array([0.5, 0], np.float32),
    null_outer=np.array([0.25], np.float32),
    null_bias=0.125,
)


@pytest.fixture
def fitted(tmp_path: Path) -> Path:
    path = tmp_path / "fitted.npz"
    ADAPTER.save(path, "m", ["a.md", "b.md"])
    return path


def test_an_adapted_question_has_length_one() -> None:
    moved, to_exceed = ADAPTER.adapt(np.array([1, 0], np.float32))

    assert moved == pytest.approx([0.5**0.5, 0.5**0.5])
    assert to_exceed == pytest.approx(0.875)


def test_a_hidden_unit_that_does_not_fire_changes_nothing() -> None:
    moved, _ = ADAPTER.adapt(np.array([-1, 0], np.float32))

    assert moved == pytest.approx([-1, 0])


def test_what_was_saved_is_loaded_for_its_model_and_documents(fitted: Path) -> None:
    loaded = load_adapter("m", ["a.md"], fitted)

    assert loaded is not None
    assert loaded.adapt(np.array([1, 0], np.float32))[1] == pytest.approx(0.875)


@pytest.mark.parametrize(("model", "documents"), [("other", ["a.md"]), ("m", ["x.md", "y.md", "a.md"])])
def test_another_model_or_other_documents_are_asked_as_they_are(
    fitted: Path, model: str, documents: list[str]
) -> None:
    assert load_adapter(model, documents, fitted) is None
