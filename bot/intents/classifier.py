"""Recognises intents from the embedding of a message: multinomial logistic regression on examples."""

import hashlib
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from pydantic import BaseModel, TypeAdapter

from bot.intents.intent import Intent
from index.embedding.embedder import Embedder

EXAMPLES = Path(__file__).parent / "examples.jsonl"
INVERSE_REGULARISATION = 30.0
"""Chosen by five-fold cross-validation on the examples: 3 to 300 tried, flat from 30."""


class Example(BaseModel):
    """A message and what it was meant as."""

    text: str
    intent: Intent


@dataclass(frozen=True, slots=True)
class IntentClassifier:
    """A fitted classifier.

    Attributes:
        intents: what the columns stand for.
        mean: (d,) mean of the example embeddings.
        weights: (d, intents).
        bias: (intents,).
    """

    intents: tuple[Intent, ...]
    mean: NDArray[np.float32]
    weights: NDArray[np.float32]
    bias: NDArray[np.float32]

    def probabilities(self, embedding: NDArray[np.float32]) -> dict[Intent, float]:
        """Probability of each intent for a message embedded as a query, shape (d,)."""
        logits = (embedding - self.mean) @ self.weights + self.bias
        exponents = np.exp(logits - logits.max())
        return dict(zip(self.intents, (exponents / exponents.sum()).tolist(), strict=True))


def load_classifier(embedder: Embedder, models_dir: Path, examples: Path = EXAMPLES) -> IntentClassifier:
    """Load the classifier for a model, fitted on the examples the first time.

    Args:
        embedder: the model whose embeddings are classified.
        models_dir: folder where fitted classifiers are kept.
        examples: JSON lines with ``text`` and ``intent``.
    """
    content = examples.read_bytes()
    key = hashlib.sha256(content + embedder.name.encode()).hexdigest()[:16]
    path = models_dir / f"intents-{key}.npz"
    if path.exists():
        with np.load(path) as stored:
            intents = tuple(Intent(name) for name in stored["intents"])
            return IntentClassifier(intents, stored["mean"], stored["weights"], stored["bias"])
    line = TypeAdapter(Example)
    classifier = fit([line.validate_json(row) for row in content.splitlines()], embedder)
    models_dir.mkdir(parents=True, exist_ok=True)
    aside = path.with_suffix(".new.npz")
    np.savez(
        aside,
        intents=np.array(classifier.intents),
        mean=classifier.mean,
        weights=classifier.weights,
        bias=classifier.bias,
    )
    aside.replace(path)
    return classifier


def fit(examples: list[Example], embedder: Embedder) -> IntentClassifier:
    """Fit a classifier on examples."""
    # Only fitting needs scikit-learn, which takes a second to import.
    from sklearn.linear_model import LogisticRegression  # noqa: PLC0415

    embeddings = embedder.embed_queries([example.text for example in examples])
    mean = embeddings.mean(axis=0)
    model = LogisticRegression(C=INVERSE_REGULARISATION, max_iter=2000)
    model.fit(embeddings - mean, [example.intent.value for example in examples])
    return IntentClassifier(
        tuple(Intent(name) for name in model.classes_),
        mean,
        model.coef_.T.astype(np.float32),
        model.intercept_.astype(np.float32),
    )
