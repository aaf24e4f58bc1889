"""Chooses and loads the embedding model that the settings ask for."""

from pathlib import Path

from index.embedding.default_model import default_model_folder
from index.embedding.embedder import Embedder, Progress
from index.embedding.onnx_embedder import OnnxEmbedder


def load_embedder(
    model: str | None, data_dir: Path, *, progress: Progress | None = None, threads: int | None = None
) -> Embedder:
    """Load the embedding model.

    Args:
        model: name or folder of a sentence-transformers model; None for the default model, which is
            made in `data_dir` on first use.
        data_dir: the folder that holds everything the assistant writes.
        progress: called with (steps done, steps) while the default model is made.
        threads: how many cores one call uses; all that this process may use by default.

    Raises:
        ModelFileError: the default model's wheels are not installed, or not the reviewed ones.
        ModelLoadError: sentence-transformers cannot load `model`.
    """
    if model is None:
        return OnnxEmbedder(default_model_folder(data_dir, progress), threads)
    # Imported here because it would pull seconds of torch into every start.
    from index.embedding.sentence_transformers_embedder import SentenceTransformersEmbedder  # noqa: PLC0415

    return SentenceTransformersEmbedder(model, threads)
