"""How often a question gets the fixed answer that it should, on questions that were not fitted on.

    python -m bench.fixed_answers [--fit]

`bench/paraphrases` holds questions about 157 invented subjects, each asked in several ways, with questions
about the same subject that want to hear something else; a subject is in one of the two files as a whole. The
first question of a subject has a fixed answer, the others have none: most of them look very much
like one that has. To them come the questions of `bench/questions`, of which none has a fixed answer. With
`--fit`, fits on `tuning.jsonl` and `bench/questions/training.jsonl` first; `reported.jsonl` was written when
the rules were done, and is only for the figures. A minute, with `--fit` two.
"""

import argparse
import json
import time
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import numpy as np

from bench.sameness_fitting import Labelled, fit_sameness, fit_whitening, read_labelled, read_training
from bot.assembly.answering import open_embedder
from bot.cli.progress import progress_on_stderr
from bot.fixed_answers.fixed_answer import FixedAnswer
from bot.fixed_answers.known import KnownAnswers
from bot.fixed_answers.sameness import FITTED, WHITENING, Sameness, load_sameness
from bot.gaps.grouping import grouped
from bot.settings import load_settings
from index.embedding.embedder import Embedder, Vectors

QUESTIONS = Path(__file__).parent / "questions"
PARAPHRASES = Path(__file__).parent / "paraphrases"
OTHERS = ("reported.jsonl", "tuning.jsonl", "other-documents.jsonl")
WAYS, TURNS = (1, 2, 3), 4
MANY = 5000
ANSWERED = "/a"


@dataclass(frozen=True, slots=True)
class Counts:
    """What was shown: right, in all, and how many there were to be shown."""

    right: int
    shown: int
    true: int

    def __str__(self) -> str:
        precision = f"{self.right / self.shown:.3f}" if self.shown else "-"
        return (
            f"precision {precision} recall {self.right / self.true:.3f} ({self.right} of {self.shown} shown)"
        )


def main() -> None:
    """Fit where asked, measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--fit", action="store_true", help="fit first")
    embedder = open_embedder(load_settings(), progress_on_stderr)
    tuning, reported = (
        read_labelled(PARAPHRASES / f"{name}.jsonl", embedder) for name in ("tuning", "reported")
    )
    if parser.parse_args().fit:
        training = read_training(QUESTIONS / "training.jsonl", embedder)
        mean, whitening = fit_whitening(training)
        fitted = fit_sameness(embedder.name, mean, whitening, tuning, training)
        np.savez_compressed(WHITENING, mean=mean, whitening=whitening)
        FITTED.write_text(json.dumps(fitted, indent=1) + "\n", encoding="utf-8")
    sameness = load_sameness(embedder.name)
    if sameness is None:
        raise SystemExit(f"not fitted for {embedder.name}: add --fit")
    labelled_already = {*tuning.questions, *reported.questions}
    texts = [text for name in OTHERS for text in _questions(name) if text not in labelled_already]
    others = embedder.embed_queries(texts)
    print(f"sure from {sameness.sure}, likely from {sameness.likely}")
    for name, labelled in (("tuning", tuning), ("reported", reported)):
        for ways in WAYS:
            sure, likely, strange = measure(sameness, labelled, ways, texts, others)
            print(f"{name}, {ways} ways of asking known: given            {sure}")
            print(f"{name}, {ways} ways of asking known: given or offered {likely}")
            print(f"  of {TURNS * len(texts)} questions about other things {strange} got one")
        report_groups(sameness, name, labelled)
    report_cost(sameness, embedder, texts, others)


def measure(
    sameness: Sameness, labelled: Labelled, ways: int, texts: Sequence[str], others: Vectors
) -> tuple[Counts, Counts, int]:
    """Ask all questions, while so many ways of asking are known of each that has an answer: four in turn.

    Returns:
        What was given; what was given or offered; and how many questions about other things were given any.
    """
    given, offered, strange = [], [], 0
    true = 0
    for first in range(TURNS):
        known, group_of, rows = _known(sameness, labelled, ways, first)
        for row, (question, group) in enumerate(zip(labelled.questions, labelled.groups, strict=True)):
            if row in rows:
                continue
            true += group in group_of.values()
            match = known.find(question, labelled.vectors[row])
            if match:
                offered.append(group_of[match.answer.id or 0] == group)
                given += offered[-1:] if match.compared.is_same else []
        for text, vector in zip(texts, others, strict=True):
            match = known.find(text, vector)
            if match and match.compared.is_same:
                strange += 1
                print(f"  given to {text!r}: {match.question!r}")
    return Counts(sum(given), len(given), true), Counts(sum(offered), len(offered), true), strange


def _known(
    sameness: Sameness, labelled: Labelled, ways: int, first: int
) -> tuple[KnownAnswers, dict[int, str], set[int]]:
    """Give fixed answers that are known by these ways of asking, the group of each, and the rows of all."""
    members: dict[str, list[int]] = defaultdict(list)
    for row, group in enumerate(labelled.groups):
        if group.endswith(ANSWERED):
            members[group].append(row)
    stored = [[rows[(first + way) % len(rows)] for way in range(ways)] for rows in members.values()]
    answers = [_answer(number, labelled, rows) for number, rows in enumerate(stored)]
    rows = [row for known_rows in stored for row in known_rows]
    return KnownAnswers(answers, labelled.vectors[rows], sameness), dict(enumerate(members)), set(rows)


def report_groups(sameness: Sameness, name: str, labelled: Labelled) -> None:
    """Print how well questions are grouped: B-cubed, Bagga and Baldwin 1998, https://aclanthology.org/P98-1012/."""
    counts = dict.fromkeys(labelled.questions, 1)
    vectors = dict(zip(labelled.questions, labelled.vectors, strict=True))
    label = dict(zip(labelled.questions, labelled.groups, strict=True))
    groups = grouped(counts, vectors, sameness)
    precision = recall = 0.0
    for group in groups:
        for one in group.questions:
            same = sum(label[one] == label[other] for other in group.questions)
            precision += same / len(group.questions)
            recall += same / sum(label[one] == other for other in label.values())
    total = len(counts)
    print(
        f"{name}, grouped: {total} questions of {len(set(label.values()))} kinds in {len(groups)} groups, "
        f"B-cubed precision {precision / total:.3f} recall {recall / total:.3f}"
    )


def report_cost(sameness: Sameness, embedder: Embedder, texts: Sequence[str], others: Vectors) -> None:
    """Print what a message costs among a hundred fixed answers, and what it takes to group many questions."""
    answers = [
        FixedAnswer(id=row, questions=(text,), text="", source="", owner="", review_on=date.max)
        for row, text in enumerate(texts[:100])
    ]
    known = KnownAnswers(answers, others[:100], sameness)
    times = []
    for text, vector in zip(texts[100:300], others[100:300], strict=True):
        started = time.perf_counter()
        known.find(text, vector)
        times.append(time.perf_counter() - started)
    print(
        f"a message among 100 fixed answers: median {1000 * np.median(times):.1f} ms, "
        f"most {1000 * max(times):.1f}"
    )
    many = list(dict.fromkeys(_questions("training.jsonl")))[:MANY]
    started = time.perf_counter()
    vectors = dict(zip(many, embedder.embed_queries(many), strict=True))
    embedding = time.perf_counter() - started
    started = time.perf_counter()
    groups = grouped(dict.fromkeys(many, 1), vectors, sameness)
    print(
        f"{len(many)} different questions: {embedding:.1f} s to embed, "
        f"{time.perf_counter() - started:.1f} s to group ({len(groups)} groups)"
    )


def _questions(name: str) -> list[str]:
    lines = (QUESTIONS / name).read_text(encoding="utf-8").splitlines()
    return [json.loads(line)["question"] for line in lines]


def _answer(number: int, labelled: Labelled, rows: Sequence[int]) -> FixedAnswer:
    questions = tuple(labelled.questions[row] for row in rows)
    return FixedAnswer(id=number, questions=questions, text="", source="", owner="", review_on=date.max)


if __name__ == "__main__":
    main()
