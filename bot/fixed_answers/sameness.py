"""Whether two questions ask the same: logistic regression on their vectors and their words.

Questions about one subject are close together in an embedding, also where they want to hear something else
("wie vervangt de eigenaar", "wanneer wordt de eigenaar vervangen"). So what a question wants to hear
(`bot.fixed_answers.form`) and is about (`bot.fixed_answers.subject`) has to fit before vectors count. Those
are whitened by how different wordings of one question differ, as in Hatch, Kajarekar and Stolcke 2006,
"Within-Class Covariance Normalization for SVM-Based Speaker Recognition",
https://www.isca-archive.org/interspeech_2006/hatch06_interspeech.html. `bench/fixed_answers.py` fits it, and
measures how often it is right.
"""

import json
import math
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bot.fixed_answers.form import Fit, fit_of_forms, forms_of
from bot.fixed_answers.subject import subject_of, unshared
from index.embedding.embedder import Vectors
from index.words import words

FITTED = Path(__file__).parent / "sameness.json"
WHITENING = Path(__file__).parent / "whitening.npz"
FEATURES = ("meaning", "words of both", "share of the words", "nearly the same form")


@dataclass(frozen=True, slots=True)
class Sameness:
    """What was fitted for an embedding model.

    Attributes:
        mean: (d,) mean vector of many questions.
        whitening: (d, d) matrix that brings wordings of one question together.
        weights: one for each of `FEATURES`.
        bias: the constant part.
        sure: probability from which two questions are taken for the same, if their words fit too.
        likely: probability from which they are probably the same.
    """

    mean: Vectors
    whitening: Vectors
    weights: NDArray[np.float64]
    bias: float
    sure: float
    likely: float

    def whitened(self, vectors: Vectors) -> Vectors:
        """Prepare vectors of questions, of shape (n, d): `compare` takes the product of two of these."""
        centred = _of_length_one(vectors - self.mean)
        return _of_length_one(centred @ self.whitening)

    def compare(self, one: str, other: str, cosine: float) -> "Compared":
        """Compare two questions.

        Args:
            one: a question.
            other: a question.
            cosine: of their vectors, after `whitened`.
        """
        if words(one) == words(other):
            return EQUAL
        evidence = features_of(one, other, cosine)
        if evidence is None:
            return DIFFERENT
        logit = float(np.array(evidence) @ self.weights + self.bias)
        probability = 1 / (1 + math.exp(-logit))
        fits = words_fit(one, other)
        return Compared(probability, is_same=fits and probability >= self.sure)


@dataclass(frozen=True, slots=True)
class Compared:
    """How two questions compare.

    Attributes:
        probability: that they ask the same, 0 to 1.
        is_same: it is sure enough to give the one the answer to the other.
    """

    probability: float
    is_same: bool


EQUAL = Compared(1.0, is_same=True)
DIFFERENT = Compared(0.0, is_same=False)


def features_of(one: str, other: str, cosine: float) -> tuple[float, float, float, float] | None:
    """Give the features of two questions, in the order of `FEATURES`; None where they cannot ask the same.

    Args:
        one: a question.
        other: a question.
        cosine: of their vectors, after `Sameness.whitened`.

    Returns:
        That cosine; how many words carry meaning in either and are not in the other, in the question that has
        fewest; the share of such words in both; and 1 where what they want to hear is only nearly the same.
    """
    fit = fit_of_forms(one, other)
    subject, other_subject = subject_of(one), subject_of(other)
    if fit is Fit.NOT or subject.telling != other_subject.telling:
        return None
    missing, other_missing = unshared(subject, other_subject), unshared(other_subject, subject)
    count = len(subject.words) + len(other_subject.words)
    share = (missing + other_missing) / count if count else 1.0
    return cosine, float(min(missing, other_missing)), share, float(fit is Fit.NEARLY)


def words_fit(one: str, other: str) -> bool:
    """Whether two questions are about the same: each word that carries meaning in one is in the other.

    One word more is enough to ask something else: "kan ik mijn inschrijving annuleren". Who types a subject
    and no question may want to hear anything about it: that is the same only as the same words, and several.
    """
    subject, other_subject = subject_of(one), subject_of(other)
    is_asked = fit_of_forms(one, other) is Fit.SAME
    if not is_asked and (forms_of(one) or forms_of(other)):
        return False
    if min(len(subject.words), len(other_subject.words)) < (1 if is_asked else 2):
        return False
    return not unshared(subject, other_subject) and not unshared(other_subject, subject)


def load_sameness(model: str, path: Path = FITTED, whitening: Path = WHITENING) -> Sameness | None:
    """Load what was fitted for an embedding model; None where that was another one.

    Args:
        model: name of the embedding model.
        path: weights and thresholds.
        whitening: mean and matrix.
    """
    fitted = json.loads(path.read_text(encoding="utf-8"))
    if fitted["model"] != model:
        return None
    with np.load(whitening) as arrays:
        mean, matrix = (arrays[name].astype(np.float32) for name in ("mean", "whitening"))
    weights = np.array([fitted["weights"][name] for name in FEATURES])
    return Sameness(mean, matrix, weights, fitted["bias"], fitted["sure"], fitted["likely"])


def _of_length_one(vectors: Vectors) -> Vectors:
    return np.asarray(vectors / np.linalg.norm(vectors, axis=1, keepdims=True), np.float32)
