"""Fits whether two questions ask the same."""

import json
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from sklearn.preprocessing import StandardScaler

from bot.fixed_answers.sameness import FEATURES, Sameness, features_of, words_fit
from index.embedding.embedder import Embedder, Vectors

CANDIDATES = 25
SHRINK = 0.3
"""Part of the covariance that is that of no direction in particular; 0.1 to 0.8 tried, flat in between."""
WEIGHT_TRAINING = 0.05
"""Of a pair of the training questions, of which the labels are only nearly right."""
MOST_TRAINING = 1200
FOLDS = 8
WANTED_PRECISION, WANTED_LIKELY = 0.98, 0.65

LOWEST_SURE = 0.5
"""What is less probable than not is never taken for the same, however often it was right here."""

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Labelled:
    """Questions of which is known which ask the same.

    Attributes:
        questions: as people ask them.
        groups: (n,) the same for those that ask the same.
        subjects: (n,) the same for those that are easily mistaken for each other.
        vectors: (n, d) their embeddings.
    """

    questions: list[str]
    groups: NDArray[np.str_]
    subjects: NDArray[np.str_]
    vectors: Vectors


@dataclass(frozen=True, slots=True)
class Pairs:
    """Pairs of questions that can ask the same.

    Attributes:
        features: (n, 4) see `FEATURES`.
        same: (n,) whether they do.
        fits: (n,) whether their words fit.
        ones: (n,) row of the one.
        others: (n,) row of the other.
    """

    features: Floats
    same: NDArray[np.bool_]
    fits: NDArray[np.bool_]
    ones: NDArray[np.int64]
    others: NDArray[np.int64]


def read_labelled(path: Path, embedder: Embedder) -> Labelled:
    """Read and embed a file of paraphrases."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    questions = [row["question"] for row in rows]
    groups, subjects = (np.array([row[name] for row in rows]) for name in ("group", "subject"))
    return Labelled(questions, groups, subjects, embedder.embed_queries(questions))


def read_training(path: Path, embedder: Embedder) -> Labelled:
    """Read and embed the training questions: those with the same documents and words are one question."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    answered = [row for row in rows if row["kind"] == "answer" and not row.get("previous")]
    subjects = [" ".join(sorted(row["documents"])) for row in answered]
    groups = [f"{subject} {row['words']}" for subject, row in zip(subjects, answered, strict=True)]
    questions = [row["question"] for row in answered]
    return Labelled(questions, np.array(groups), np.array(subjects), embedder.embed_queries(questions))


def fit_whitening(training: Labelled) -> tuple[Vectors, Vectors]:
    """Fit the mean of questions, and the matrix that brings wordings of one together."""
    mean = training.vectors.mean(axis=0)
    centred = training.vectors - mean
    centred /= np.linalg.norm(centred, axis=1, keepdims=True)
    rows_of = defaultdict(list)
    for row, group in enumerate(training.groups):
        rows_of[group].append(row)
    apart = [centred[rows] - centred[rows].mean(axis=0) for rows in rows_of.values() if len(rows) > 1]
    spread = sum(one.T @ one for one in apart) / sum(len(one) - 1 for one in apart)
    dimensions = len(mean)
    shrunk = (1 - SHRINK) * spread + SHRINK * np.trace(spread) / dimensions * np.eye(dimensions)
    values, directions = np.linalg.eigh(shrunk)
    whitening = (directions / np.sqrt(values)) @ directions.T
    # Its length does not matter; so scaled it fits half precision.
    return mean.astype(np.float16), (whitening / np.abs(whitening).max()).astype(np.float16)


def fit_sameness(
    model: str, mean: Vectors, whitening: Vectors, tuning: Labelled, training: Labelled
) -> dict[str, Any]:
    """Fit the weights and thresholds; returns what `load_sameness` reads."""
    plain = Sameness(mean.astype(np.float32), whitening.astype(np.float32), np.zeros(4), 0.0, 1.0, 1.0)
    random = np.random.default_rng(0)
    counts = {group: int((training.groups == group).sum()) for group in np.unique(training.groups)}
    several = [row for row, group in enumerate(training.groups) if counts[group] > 1]
    drawn = sorted(random.choice(several, MOST_TRAINING, replace=False).tolist())
    more = pairs_of(plain, training, drawn)
    pairs = pairs_of(plain, tuning)
    held_out = _held_out(pairs, more, tuning.subjects)
    weights, bias = _fit(pairs.features, pairs.same, more)
    return {
        "model": model,
        "weights": dict(zip(FEATURES, weights.round(4).tolist(), strict=True)),
        "bias": round(bias, 4),
        "sure": _threshold(held_out[pairs.fits], pairs.same[pairs.fits], WANTED_PRECISION, LOWEST_SURE),
        "likely": _threshold(held_out, pairs.same, WANTED_LIKELY),
    }


def pairs_of(sameness: Sameness, labelled: Labelled, rows: Sequence[int] | None = None) -> Pairs:
    """Give each question with the ones nearest to it, where they can ask the same."""
    whitened = sameness.whitened(labelled.vectors)
    found = []
    for one in rows if rows is not None else range(len(labelled.questions)):
        cosines = whitened @ whitened[one]
        cosines[one] = -np.inf
        for other in np.argsort(-cosines)[:CANDIDATES]:
            asked, known = labelled.questions[one], labelled.questions[other]
            features = features_of(asked, known, float(cosines[other]))
            if features is not None:
                same = labelled.groups[one] == labelled.groups[other]
                found.append((features, same, words_fit(asked, known), one, other))
    features, *columns = zip(*found, strict=True)
    return Pairs(np.array(features), *map(np.array, columns))


def _fit(features: Floats, same: NDArray[np.bool_], more: Pairs) -> tuple[Floats, float]:
    everything = np.concatenate([more.features, features])
    labels = np.concatenate([more.same, same])
    counts = np.concatenate(
        [np.full(len(more.same), WEIGHT_TRAINING), np.full(len(same), len(more.same) / len(same))]
    )
    scaler = StandardScaler().fit(everything)
    model = LogisticRegression(max_iter=1000).fit(scaler.transform(everything), labels, sample_weight=counts)
    weights = model.coef_[0] / scaler.scale_
    return weights, float(model.intercept_[0] - scaler.mean_ @ weights)


def _held_out(pairs: Pairs, more: Pairs, subjects: NDArray[np.str_]) -> Floats:
    """Give each pair the probability by weights that were fitted on pairs of other subjects."""
    probabilities = np.zeros(len(pairs.same))
    random = np.random.default_rng(0)
    for fold in np.array_split(random.permutation(np.unique(subjects)), FOLDS):
        of_fold = np.isin(subjects[pairs.ones], fold)
        seen = ~(of_fold | np.isin(subjects[pairs.others], fold))
        weights, bias = _fit(pairs.features[seen], pairs.same[seen], more)
        probabilities[of_fold] = 1 / (1 + np.exp(-(pairs.features[of_fold] @ weights + bias)))
    return probabilities


def _threshold(
    probabilities: Floats, same: NDArray[np.bool_], precision: float, lowest: float = 0.05
) -> float:
    """Give the lowest threshold at which what is taken for the same is so as often as wanted."""
    for threshold in np.arange(lowest, 1, 0.01).round(2):
        taken = probabilities >= threshold
        if taken.any() and same[taken].mean() >= precision:
            return float(threshold)
    return 1.0
