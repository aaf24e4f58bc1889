"""Runs any other embedding model, through the sentence-transformers library."""

import hashlib
import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from index.embedding.embedder import Progress, Vectors

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer
    from torch import Tensor

_TEXTS_BETWEEN_REPORTS = 256


class ModelLoadError(Exception):
    """A sentence-transformers model could not be loaded.

    Attributes:
        model: the name or folder that was asked for.
        reason: what the library said.
    """

    def __init__(self, model: str, reason: str) -> None:
        super().__init__(f"cannot load the embedding model {model}: {reason}")
        self.model = model
        self.reason = reason


class SentenceTransformersEmbedder:
    """Embeds with a sentence-transformers model, and with its own prompts where it has them.

    Attributes:
        name: the model's name with a hash of its weights, prompts and length limit.
        dimensions: length of a vector.
    """

    def __init__(self, model: str, threads: int | None = None) -> None:
        """Load a model by name or folder; importing the library alone takes seconds.

        Args:
            model: its name or folder.
            threads: how many cores one call uses, here and in whatever else of this process uses torch; all
                that this process may use by default.

        Raises:
            ModelLoadError: there is no such model, or the library cannot load it.
        """
        import torch  # noqa: PLC0415
        from sentence_transformers import SentenceTransformer  # noqa: PLC0415

        if threads:
            torch.set_num_threads(threads)
        try:
            self._model = SentenceTransformer(model, device="cpu")
        except (OSError, ValueError, KeyError, ImportError) as error:
            raise ModelLoadError(model, str(error)) from error
        self.name = f"{Path(model).name}@{_content_hash(self._model)}"
        self.dimensions = int(self._model.get_embedding_dimension() or 0)

    def embed_queries(self, texts: Sequence[str]) -> Vectors:
        """Embed questions; returns an array of shape (len(texts), dimensions)."""
        return _as_vectors(self._model.encode_query(list(texts)), self.dimensions)

    def embed_passages(self, texts: Sequence[str], progress: Progress | None = None) -> Vectors:
        """Embed texts to be found; returns an array of shape (len(texts), dimensions)."""
        vectors = np.empty((len(texts), self.dimensions), np.float32)
        for start in range(0, len(texts), _TEXTS_BETWEEN_REPORTS):
            stop = min(start + _TEXTS_BETWEEN_REPORTS, len(texts))
            encoded = self._model.encode_document(list(texts[start:stop]))
            vectors[start:stop] = _as_vectors(encoded, self.dimensions)
            if progress:
                progress(stop, len(texts))
        return vectors


def _as_vectors(encoded: object, dimensions: int) -> Vectors:
    """Give the library's output the promised shape and length; it returns shape (0,) for no texts."""
    vectors = np.asarray(encoded, np.float32).reshape(-1, dimensions)
    norms = np.linalg.norm(vectors, axis=1, keepdims=True)
    norms[norms == 0] = 1
    return np.asarray(vectors / norms, np.float32)


def _content_hash(model: "SentenceTransformer") -> str:
    settings = json.dumps([model.prompts, model.max_seq_length, str(model)], sort_keys=True)
    digest = hashlib.sha256(settings.encode())
    for name, tensor in sorted(model.state_dict().items()):
        digest.update(name.encode())
        digest.update(_bytes(tensor))
    return digest.hexdigest()[:16]


def _bytes(tensor: "Tensor") -> memoryview:
    import torch  # noqa: PLC0415

    return tensor.detach().cpu().contiguous().flatten().view(torch.uint8).numpy().data
