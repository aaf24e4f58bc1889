from pathlib import Path

import numpy as np
import pytest
from tokenizers import Tokenizer
from tokenizers.models import WordLevel
from tokenizers.pre_tokenizers import Whitespace

from index.embedding.load import load_embedder
from index.embedding.onnx_embedder import OnnxEmbedder
from index.embedding.sentence_transformers_embedder import ModelLoadError
from tests.index.embedding.samples import TEXTS

WORDS = ["[UNK]", "vraag", "stuk", "paspoort", "vergunning", "loket"]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A tiny real model: an embedding a word, averaged, with prompts of its own."""
    torch = pytest.importorskip("torch")
    from sentence_transformers import SentenceTransformer  # noqa: PLC0415
    from sentence_transformers.sentence_transformer.modules import StaticEmbedding  # noqa: PLC0415

    torch.manual_seed(0)
    tokenizer = Tokenizer(WordLevel({word: number for number, word in enumerate(WORDS)}, "[UNK]"))
    tokenizer.pre_tokenizer = Whitespace()
    prompts = {"query": "vraag ", "document": "stuk "}
    model = SentenceTransformer(
        modules=[StaticEmbedding(tokenizer, embedding_dim=8)], prompts=prompts, device="cpu"
    )
    model.save(str(tmp_path / "tiny"), create_model_card=False)
    return tmp_path / "tiny"


def test_a_folder_is_run_with_the_prompts_of_its_model(folder: Path) -> None:
    embedder = load_embedder(str(folder), Path("unused"))

    query, passage = embedder.embed_queries(["loket"]), embedder.embed_passages(["loket"])

    assert embedder.dimensions == 8
    assert query.shape == passage.shape == (1, 8)
    assert np.isclose(np.linalg.norm(query), 1)
    assert not np.allclose(query, passage)
    assert np.allclose(embedder.embed_queries(["stuk loket"]), embedder.embed_passages(["vraag loket"]))


def test_no_texts_give_no_vectors(folder: Path) -> None:
    embedder = load_embedder(str(folder), Path("unused"))

    assert embedder.embed_queries([]).shape == embedder.embed_passages([]).shape == (0, 8)


def test_progress_counts_up_to_all_texts(folder: Path) -> None:
    seen: list[tuple[int, int]] = []

    load_embedder(str(folder), Path("unused")).embed_passages(
        ["loket"] * 300, lambda done, total: seen.append((done, total))
    )

    assert seen[-1] == (300, 300)


def test_the_name_changes_with_the_weights(folder: Path) -> None:
    from sentence_transformers import SentenceTransformer  # noqa: PLC0415

    before = load_embedder(str(folder), Path("unused")).name
    model = SentenceTransformer(str(folder), device="cpu")
    model[0].embedding.weight.data[0, 0] += 1
    model.save(str(folder), create_model_card=False)

    assert load_embedder(str(folder), Path("unused")).name != before


def test_a_folder_without_a_model_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ModelLoadError) as error:
        load_embedder(str(tmp_path), Path("unused"))

    assert error.value.model == str(tmp_path)


def test_the_folder_of_the_default_model_is_loaded_and_gives_the_same_vectors(
    default_folder: Path, default_embedder: OnnxEmbedder
) -> None:
    library = load_embedder(str(default_folder), Path("unused"))

    for ours, theirs in (
        (default_embedder.embed_passages(TEXTS), library.embed_passages(TEXTS)),
        (default_embedder.embed_queries(TEXTS), library.embed_queries(TEXTS)),
    ):
        assert (ours * theirs).sum(axis=1).min() >= 0.999
