"""Tells messages apart by their embedding: multinomial logistic regression on examples."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Generic, NamedTuple, TypeVar

import numpy as np
from numpy.typing import NDArray

from index.embedding.embedder import Embedder

INVERSE_REGULARISATION = 30.0
"""Chosen by five-fold cross-validation on the intents' examples: 3 to 300 tried, flat from 30."""

Label = TypeVar("Label", bound=StrEnum)


class Example(NamedTuple, Generic[Label]):
    """A message and what it is."""

    text: str
    label: Label


@dataclass(frozen=True, slots=True)
class Classifier(Generic[Label]):
    """A fitted classifier.

    Attributes:
        labels: what the columns stand for.
        mean: (d,) mean of the example embeddings.
        weights: (d, labels).
        bias: (labels,).
    """

    labels: tuple[Label, ...]
    mean: NDArray[np.float32]
    weights: NDArray[np.float32]
    bias: NDArray[np.float32]

    def probabilities(self, embedding: NDArray[np.float32]) -> dict[Label, float]:
        """Probability of each label for a message embedded as a query, shape (d,)."""
        logits = (embedding - self.mean) @ self.weights + self.bias
        exponents = np.exp(logits - logits.max())
        return dict(zip(self.labels, (exponents / exponents.sum()).tolist(), strict=True))


def load(
    name: str, examples: Sequence[Example[Label]], embedder: Embedder, models_dir: Path
) -> Classifier[Label]:
    """Load the classifier for a model, fitted on the examples the first time.

    Args:
        name: what it tells apart; its file is called after that.
        examples: messages of two or more labels.
        embedder: the model whose embeddings are classified.
        models_dir: folder where fitted classifiers are kept.
    """
    content = "\n".join(f"{example.label} {example.text}" for example in examples)
    key = hashlib.sha256(f"{content}\n{embedder.name}".encode()).hexdigest()[:16]
    path = models_dir / f"{name}-{key}.npz"
    if path.exists():
        label_of = type(examples[0].label)
        with np.load(path) as stored:
            labels = tuple(label_of(label) for label in stored["labels"])
            return Classifier(labels, stored["mean"], stored["weights"], stored["bias"])
    classifier = fit(examples, embedder)
    models_dir.mkdir(parents=True, exist_ok=True)
    aside = path.with_suffix(".new.npz")
    np.savez(
        aside,
        labels=np.array(classifier.labels),
        mean=classifier.mean,
        weights=classifier.weights,
        bias=classifier.bias,
    )
    aside.replace(path)
    return classifier


def fit(examples: Sequence[Example[Label]], embedder: Embedder) -> Classifier[Label]:
    """Fit a classifier on examples of two or more labels."""
    # Only fitting needs scikit-learn, which takes a second to import.
    from sklearn.linear_model import LogisticRegression  # noqa: PLC0415

    embeddings = embedder.embed_queries([example.text for example in examples])
    mean = embeddings.mean(axis=0)
    model = LogisticRegression(C=INVERSE_REGULARISATION, max_iter=2000)
    model.fit(embeddings - mean, [example.label.value for example in examples])
    weights, bias = model.coef_.T, model.intercept_
    if len(bias) == 1:
        # Of two labels scikit-learn weighs the second alone, against nothing for the first.
        weights, bias = np.hstack([np.zeros_like(weights), weights]), np.append(0.0, bias)
    label_of = type(examples[0].label)
    return Classifier(
        tuple(label_of(label) for label in model.classes_),
        mean,
        weights.astype(np.float32),
        bias.astype(np.float32),
    )
