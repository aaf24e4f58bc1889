"""Fits how probable it is that two knelpunten are the same."""

import sys
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import average_precision_score
from sklearn.preprocessing import StandardScaler

from bot.knelpunten.likeness import FEATURES, Likeness, Problem, Told, Weights, features_of
from bot.knelpunten.lookalikes import COMPARED
from index.embedding.embedder import Vectors

INVERSE_REGULARISATION = 0.3
"""0.1 to 30 tried, flat from 0.3; the stronger, the less a law decides that the table does not know."""
FOLDS, ROUNDS = 8, 5
WANTED_PRECISION = 0.95

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Labelled:
    """Knelpunten of which is known which are the same; all row by row.

    Attributes:
        groups: (n,) the same for those that are the same.
        subjects: (n,) the same for those that are easily mistaken for each other.
        problems: what they are, by how much of them is told.
        vectors: (n, d), the same.
    """

    groups: NDArray[np.str_]
    subjects: NDArray[np.str_]
    problems: dict[Told, list[Problem]]
    vectors: dict[Told, Vectors]


def fit_likeness(model: str, labelled: Labelled) -> dict[str, Any]:
    """Fit the weights and thresholds of `bot.knelpunten.likeness`.

    Args:
        model: name of the embedding model.
        labelled: to fit on.

    Returns:
        What `load_likeness` reads.
    """
    mean = labelled.vectors[Told.ALL].mean(axis=0).round(5)
    fitted = {}
    for told in Told:
        features, queries, candidates = _pairs(Likeness(mean, {}), labelled, told)
        same = labelled.groups[queries] == labelled.groups[candidates]
        weights = _fit(features, same)
        held_out = _held_out(features, same, labelled.subjects[queries], labelled.subjects[candidates])
        threshold = _threshold(held_out, same)
        fitted[told] = {
            "weights": dict(zip(FEATURES, weights.weights.round(4).tolist(), strict=True)),
            "bias": round(weights.bias, 4),
            "threshold": threshold,
        }
        _describe(f"{told} told", held_out, same, threshold)
    return {"model": model, "told": fitted, "mean": mean.tolist()}


def _pairs(
    likeness: Likeness, labelled: Labelled, told: Told
) -> tuple[Floats, NDArray[np.int64], NDArray[np.int64]]:
    """Give each knelpunt with the stored ones nearest to it, as they are compared at run time.

    Returns:
        The features of the pairs, and the row of the one and of the other.
    """
    cosines = likeness.centred(labelled.vectors[told]) @ likeness.centred(labelled.vectors[Told.ALL]).T
    np.fill_diagonal(cosines, -np.inf)
    candidates = np.argsort(-cosines, axis=1)[:, :COMPARED].ravel()
    queries = np.repeat(np.arange(len(cosines)), COMPARED)
    features = [
        features_of(
            labelled.problems[told][one], labelled.problems[Told.ALL][other], float(cosines[one, other])
        )
        for one, other in zip(queries, candidates, strict=True)
    ]
    return np.array(features), queries, candidates


def _fit(features: Floats, same: NDArray[np.bool_]) -> Weights:
    scaler = StandardScaler().fit(features)
    model = LogisticRegression(C=INVERSE_REGULARISATION, max_iter=1000)
    model.fit(scaler.transform(features), same)
    weights = model.coef_[0] / scaler.scale_
    return Weights(weights, float(model.intercept_[0] - scaler.mean_ @ weights), 1.0)


def _held_out(
    features: Floats, same: NDArray[np.bool_], subjects: NDArray[np.str_], others: NDArray[np.str_]
) -> Floats:
    """Give each pair the probabilities by weights that were fitted on pairs of other subjects.

    Returns:
        An array of shape (pairs, `ROUNDS`): the subjects are parted anew in each round.
    """
    probabilities = np.zeros((len(features), ROUNDS))
    random = np.random.default_rng(0)
    for round_ in range(ROUNDS):
        for fold in np.array_split(random.permutation(np.unique(subjects)), FOLDS):
            of_fold = np.isin(subjects, fold)
            unseen = of_fold | np.isin(others, fold)
            model = _fit(features[~unseen], same[~unseen])
            probabilities[of_fold, round_] = model.probabilities(features[of_fold])
    return probabilities


def _threshold(probabilities: Floats, same: NDArray[np.bool_]) -> float:
    """Give the lowest threshold at which what is shown is right as often as wanted."""
    repeated = np.broadcast_to(same[:, None], probabilities.shape)
    for threshold in np.arange(0.05, 1, 0.01).round(2):
        shown = probabilities >= threshold
        if shown.any() and repeated[shown].mean() >= WANTED_PRECISION:
            return float(threshold)
    return 1.0


def _describe(name: str, probabilities: Floats, same: NDArray[np.bool_], threshold: float) -> None:
    repeated = np.broadcast_to(same[:, None], probabilities.shape)
    shown = probabilities >= threshold
    average = average_precision_score(repeated.ravel(), probabilities.ravel())
    sys.stderr.write(
        f"{name}: average precision {average:.3f}; shown from {threshold}: precision "
        f"{repeated[shown].mean():.3f}, expected {probabilities[shown].mean():.3f}, "
        f"recall {repeated[shown].sum() / repeated.sum():.3f} of {same.sum()}\n"
    )
