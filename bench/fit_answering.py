"""Fits what decides whether and how a question is answered, on questions with known answers.

    python -m bench.fit_answering [--documents DIR ...]

Fits on the documents that come with Wegwijzer, and on more where they are at hand. Writes
`bot/answering/fitted.npz` (the query adapter) and `bot/answering/confidence.json`. Confidence is
fitted on questions that the adapter did not see (five folds), then scaled on `tuning.jsonl`
(Platt 1999). `reported.jsonl` is not read. Needs `make install`; takes ten minutes.
"""

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from sklearn.preprocessing import StandardScaler

from bench.adapter_fitting import fit_adapter
from bot.answering import confidence as confidence_module
from bot.answering.answering import Answering, Thresholds
from bot.answering.confidence import Confidence, Regression
from bot.answering.evidence import FEATURES, evidence
from bot.answering.query_adapter import FITTED
from bot.assembly.answering import open_embedder, open_reader
from bot.classifier import Classifier, fit
from bot.cli.progress import progress_on_stderr
from bot.intents.classifier import intent_examples
from bot.intents.intent import Intent
from bot.settings import load_settings
from index.build import reindex
from index.embedding.embedder import Embedder
from index.files.dense import DenseIndex
from index.files.generations import FileGenerations
from index.files.layout import folder_of
from index.files.passage_store import PassageStore
from index.search import Index
from knowledge.glossary import as_document, load_glossary, shipped_documents
from knowledge.passage import Passage
from knowledge.reading import read_folder

QUESTIONS = Path(__file__).parent / "questions"
FOLDS = 5
SHRINK_CONFIDENCE = 0.1
WEIGHT_OFF_TOPIC, WEIGHT_WRONG = 10.0, 0.3
NOT_QUESTIONS = {Intent.OFF_TOPIC, Intent.HOSTILE, Intent.SMALLTALK}
FIRST_OWN_DOCUMENT = "081"
"""Documents from this number on were written from several sources; questions do not name them."""

_NOTHING = Regression(np.zeros(len(FEATURES)), 0.0)
UNFITTED = Confidence(_NOTHING, _NOTHING)

Question = dict[str, Any]


def main() -> None:
    """Fit and write the results."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--documents", type=Path, action="append", default=[])
    documents = [
        *read_folder([shipped_documents(), *parser.parse_args().documents]),
        as_document(load_glossary()),
    ]
    settings = load_settings()
    embedder = open_embedder(settings, progress_on_stderr)
    generations = FileGenerations(settings.data_dir / "fitting")
    reindex(documents, generations, embedder, progress=progress_on_stderr("index"))
    index = Index.open(generations, embedder)
    folder = folder_of(generations.folder, index.generation)
    passages, dense = list(PassageStore(folder)), DenseIndex(folder)
    vectors = np.stack([dense.passage_vector(number) for number in range(len(passages))])
    owners = np.repeat(np.arange(len(passages)), [len(passage.lines) for passage in passages])
    lines = np.stack([dense.line_vector(number) for number in range(len(owners))])

    examples = intent_examples()
    training = _read("training") + [
        {"question": example.text, "kind": "off_topic", "documents": [], "words": []}
        for example in examples
        if example.label in NOT_QUESTIONS
    ]
    targets = np.stack([targets_of(question, passages) for question in training])
    usable = [
        number
        for number, question in enumerate(training)
        if targets[number].any() or question["kind"] != "answer"
    ]
    training, targets = [training[number] for number in usable], targets[usable]
    reader = open_reader(embedder, settings)
    embedded = np.stack([one.vector for one in reader.questions([text_of(asked) for asked in training])])
    sys.stderr.write(f"{len(training)} questions\n")

    folds = np.random.default_rng(0).integers(0, FOLDS, len(training))
    adapted, plain = np.zeros((len(training), len(FEATURES))), np.zeros((len(training), len(FEATURES)))
    right, right_plain = np.zeros(len(training), bool), np.zeros(len(training), bool)
    for fold in range(FOLDS):
        held_out = np.flatnonzero(folds == fold)
        adapter = fit_adapter(embedded[folds != fold], targets[folds != fold], vectors, lines, owners)
        unseen = {training[number]["question"] for number in held_out}
        classifier = fit([example for example in examples if example.text not in unseen], embedder)
        for used, features, hit in ((adapter, adapted, right), (None, plain, right_plain)):
            answering = Answering(index, reader, used, UNFITTED, Thresholds(0, 0))
            asked = [training[number] for number in held_out]
            gathered = _evidence(asked, answering, classifier, embedder)
            for number, (row, best) in zip(held_out, gathered, strict=True):
                features[number] = row
                hit[number] = targets[number, passages.index(best)] > 0
        sys.stderr.write(f"fold {fold}: {right[held_out].mean():.3f} right\n")
    adapter = fit_adapter(embedded, targets, vectors, lines, owners)

    tuning = _read("tuning")
    classifier = fit(examples, embedder)
    fitted = {}
    for name, used, features, hit in (
        ("adapted", adapter, adapted, right),
        ("plain", None, plain, right_plain),
    ):
        answering = Answering(index, reader, used, UNFITTED, Thresholds(0, 0))
        gathered = _evidence(tuning, answering, classifier, embedder)
        tuning_right = [
            targets_of(question, passages)[passages.index(best)] > 0
            for question, (_, best) in zip(tuning, gathered, strict=True)
        ]
        tuned = (tuning, np.stack([row for row, _ in gathered]), np.array(tuning_right))
        fitted[name] = _fit_confidences(name, (training, features, hit), tuned)
    confidence_module.FITTED.write_text(json.dumps(fitted, indent=2) + "\n")
    adapter.save(FITTED, embedder.name, {passage.source.document for passage in passages})


Measured = tuple[Sequence[Question], NDArray[np.float64], NDArray[np.bool_]]
"""Questions, the evidence for the best passage of each, and whether that passage answers."""


def _fit_confidences(name: str, learned: Measured, tuned: Measured) -> dict[str, Any]:
    questions, features, right = learned
    tuning, tuning_features, tuning_right = tuned
    labels = {
        "held": (_answerable(questions), weights_of(questions, right), _answerable(tuning)),
        "right": (right, np.ones(len(right)), tuning_right),
    }
    fitted = {}
    for part, (label, counts, tuning_label) in labels.items():
        model = fit_confidence(features, label, counts, tuning_features, tuning_label)
        fitted[part] = {
            "weights": dict(zip(FEATURES, model.weights.round(5).tolist(), strict=True)),
            "bias": round(model.bias, 5),
        }
        _describe(f"{name}, {part}", model, tuning, tuning_features, tuning_right)
    return fitted


def text_of(question: Question) -> str:
    """Give a question complete in itself."""
    return f"{question.get('previous', '')} {question['question']}".strip()


def targets_of(question: Question, passages: Sequence[Passage]) -> NDArray[np.float32]:
    """Mark with 1 the passages that answer: of a named document or one of our own, with all the words."""
    marks = np.zeros(len(passages), np.float32)
    if question["kind"] != "answer":
        return marks
    named = [passage.source.document in question["documents"] for passage in passages]
    for number, passage in enumerate(passages):
        text = f"{passage.source.title} {passage.section} {passage.text}".lower()
        if named[number] or passage.source.document >= FIRST_OWN_DOCUMENT:
            marks[number] = all(any(word.lower() in text for word in words) for words in question["words"])
    return marks if marks.any() else np.array(named, np.float32)


def weights_of(questions: Sequence[Question], right: NDArray[np.bool_]) -> NDArray[np.float64]:
    """Give how much each question counts for whether there is an answer.

    There are few off-topic questions to learn from, and people ask many. An answerable question whose
    first passage is wrong looks like one without an answer: it counts for less.
    """
    kinds = np.array([question["kind"] for question in questions])
    weights = np.where(kinds == "off_topic", WEIGHT_OFF_TOPIC, 1.0)
    return np.where((kinds == "answer") & ~right, WEIGHT_WRONG, weights)


def fit_confidence(
    features: NDArray[np.float64],
    label: NDArray[np.bool_],
    counts: NDArray[np.float64],
    tuning_features: NDArray[np.float64],
    tuning_label: NDArray[np.bool_],
) -> Regression:
    """Fit weights on many questions, then slope and bias on those that are like what people ask."""
    scaler = StandardScaler().fit(features)
    model = LogisticRegression(C=SHRINK_CONFIDENCE, max_iter=2000)
    model.fit(scaler.transform(features), label, sample_weight=counts)
    weights = model.coef_[0] / scaler.scale_
    bias = float(model.intercept_[0] - scaler.mean_ @ weights)
    platt = LogisticRegression(C=1e6).fit((tuning_features @ weights + bias)[:, None], tuning_label)
    slope = float(platt.coef_[0, 0])
    return Regression(weights * slope, bias * slope + float(platt.intercept_[0]))


def _answerable(questions: Sequence[Question]) -> NDArray[np.bool_]:
    return np.array([question["kind"] == "answer" for question in questions])


def _read(name: str) -> list[Question]:
    return [json.loads(line) for line in (QUESTIONS / f"{name}.jsonl").read_text().splitlines()]


def _evidence(
    questions: Sequence[Question], answering: Answering, classifier: Classifier[Intent], embedder: Embedder
) -> list[tuple[NDArray[np.float64], Passage]]:
    """Give for each question the evidence for the best passage, and that passage."""
    texts = [text_of(question) for question in questions]
    meant = embedder.embed_queries(texts)
    return [
        (evidence(text, hits, to_exceed, classifier.probabilities(vector)), hits[0].passage)
        for text, vector, (hits, to_exceed) in zip(texts, meant, answering.look_up(texts), strict=True)
    ]


def _describe(
    name: str,
    model: Regression,
    questions: Sequence[Question],
    features: NDArray[np.float64],
    right: NDArray[np.bool_],
) -> None:
    probabilities = np.array([model.probability(row) for row in features])
    kinds = np.array([question["kind"] for question in questions])
    answerable = kinds == "answer"
    sys.stderr.write(f"{name}: first right {right[answerable].mean():.3f}\n")
    for refused in (0.03, 0.05, 0.08):
        threshold = np.quantile(probabilities[answerable], refused)
        rates = {
            kind: (probabilities[kinds == kind] < threshold).mean().round(3)
            for kind in ("unknown", "off_topic")
        }
        sys.stderr.write(f"  threshold {threshold:.3f} refuses {refused} of answerable, {rates}\n")


if __name__ == "__main__":
    main()
