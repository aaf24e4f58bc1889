"""Draws whether confidence means what it says: of answers given with 70%, are seven in ten right?

WEGWIJZER_ANSWER_THRESHOLD=0 wegwijzer evaluate --questions bench/questions/reported.jsonl --json all.json
python -m bench.reliability all.json docs/reliability.png
"""

import sys
from pathlib import Path

import matplotlib.pyplot as plt
import numpy as np

from bot.evaluation.questions import Expected
from bot.evaluation.report import read_report

BINS = 8


def main(report_file: str, picture: str) -> None:
    """Draw the answers of a report in bins of equal size, with the share that was right."""
    judgements = [item for item in read_report(Path(report_file)).judgements if item.score is not None]
    scores = np.array([item.score for item in judgements])
    right = np.array([item.expected is Expected.ANSWER and item.right_words for item in judgements])
    bins = np.array_split(np.argsort(scores), BINS)
    said = np.array([scores[members].mean() for members in bins])
    was = np.array([right[members].mean() for members in bins])
    sizes = np.array([len(members) for members in bins])
    error = float((np.abs(said - was) * sizes).sum() / sizes.sum())

    figure, axes = plt.subplots(figsize=(5, 5))
    axes.plot([0, 1], [0, 1], color="0.7", linestyle="--", label="exactly as said")
    axes.plot(said, was, marker="o", color="#154273", label="measured, eighths of the questions")
    axes.set(xlabel="confidence", ylabel="share of answers that were right", xlim=(0, 1), ylim=(0, 1))
    axes.set_title(f"{len(judgements)} questions, mean distance {error:.2f}")
    axes.legend(loc="upper left")
    figure.tight_layout()
    figure.savefig(picture, dpi=110)
    print(f"expected calibration error {error:.3f} over {len(judgements)} questions")


if __name__ == "__main__":
    main(*sys.argv[1:])
