"""Runs the default model with ONNX Runtime; imports neither torch nor transformers."""

import json
import os
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import onnxruntime
from tokenizers import Encoding, Tokenizer

from index.embedding.e5 import MAX_TOKENS, PADDING, PROMPTS
from index.embedding.embedder import Progress, Vectors

_TOKENS_A_BATCH = 512


class OnnxEmbedder:
    """Embeds with the ONNX file in a folder made by `index.embedding.default_model`.

    Safe to call from several threads at once.

    Attributes:
        name: identity of the model, with a hash of graph, weights and tokenizer.
        dimensions: length of a vector.
    """

    def __init__(self, folder: Path, threads: int | None = None) -> None:
        """Load graph and tokenizer, side by side; about a second.

        Args:
            folder: the model's folder.
            threads: how many cores one call uses; all that this process may use by default.
        """
        description = json.loads((folder / "embedder.json").read_text(encoding="utf-8"))
        self.name = f"{description['model']}@{description['sha256'][:16]}"
        with ThreadPoolExecutor(max_workers=1) as aside:
            session = aside.submit(_load_session, folder, threads or len(os.sched_getaffinity(0)))
            self._tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
            self._tokenizer.enable_truncation(MAX_TOKENS)
            self._session = session.result()
        self.dimensions = int(self._session.get_outputs()[0].shape[1])

    def embed_queries(self, texts: Sequence[str]) -> Vectors:
        """Embed questions; returns an array of shape (len(texts), dimensions)."""
        return self._embed(PROMPTS["query"], texts, None)

    def embed_passages(self, texts: Sequence[str], progress: Progress | None = None) -> Vectors:
        """Embed texts to be found; returns an array of shape (len(texts), dimensions)."""
        return self._embed(PROMPTS["document"], texts, progress)

    def _embed(self, prompt: str, texts: Sequence[str], progress: Progress | None) -> Vectors:
        vectors = np.empty((len(texts), self.dimensions), np.float32)
        encodings = self._tokenizer.encode_batch_fast([prompt + _encodable(text) for text in texts])
        done = 0
        for batch in _batches([len(encoding) for encoding in encodings]):
            vectors[batch] = self._run([encodings[position] for position in batch])
            done += len(batch)
            if progress:
                progress(done, len(texts))
        return vectors

    def _run(self, encodings: Sequence[Encoding]) -> Vectors:
        shape = len(encodings), max(len(encoding) for encoding in encodings)
        ids, mask = np.full(shape, PADDING, np.int64), np.zeros(shape, np.int64)
        for row, encoding in enumerate(encodings):
            ids[row, : len(encoding)] = encoding.ids
            mask[row, : len(encoding)] = 1
        (vectors,) = self._session.run(None, {"input_ids": ids, "attention_mask": mask})
        return np.asarray(vectors, np.float32)


def _load_session(folder: Path, threads: int) -> onnxruntime.InferenceSession:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    # Threads that spin while they wait for work keep a core from whoever else wants one.
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    return onnxruntime.InferenceSession(
        folder / "embedder.onnx",
        options,
        providers=["CPUExecutionProvider"],
        # The fused operator runs scalar code, an order slower than the two that it replaces.
        disabled_optimizers=["SkipLayerNormFusion"],
    )


def _encodable(text: str) -> str:
    """Replace lone surrogates, which the tokenizer refuses and a chat message may hold."""
    return text.encode("utf-8", "replace").decode("utf-8")


def _batches(lengths: Sequence[int]) -> Iterator[list[int]]:
    """Group positions of alike length, longest first, to a budget of tokens with the padding counted.

    Small batches keep a layer's activations in the processor's cache, and hardly pad.
    """
    batch: list[int] = []
    for position in sorted(range(len(lengths)), key=lambda position: -lengths[position]):
        if batch and (len(batch) + 1) * lengths[batch[0]] > _TOKENS_A_BATCH:
            yield batch
            batch = []
        batch.append(position)
    if batch:
        yield batch
