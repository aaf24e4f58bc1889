"""What speaks for and against the best passage: the features that confidence is computed from."""

import math
from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from bot.answering.asked_for import asked_for, holds
from bot.answering.ranking import closeness
from bot.intents.intent import Intent
from index.letter_runs import letter_runs
from index.search import Hit
from knowledge.passage import Passage

FEATURES = (
    "closeness",
    "above the null",
    "crowding",
    "lead over the next document",
    "share of the most shared words",
    "question covered by the passage",
    "worst covered word",
    "question covered by the hits",
    "worst covered word in the hits",
    "kind asked for is missing",
    "kind asked for is missing in the best line",
    "numbers missing",
    "is a question",
    "is off topic",
    "is small talk",
    "is hostile",
)
_TEMPERATURE = 0.01


def evidence(
    question: str, hits: Sequence[Hit], to_exceed: float, intents: Mapping[Intent, float]
) -> NDArray[np.float64]:
    """Gather the features of the best hit.

    Args:
        question: the question, complete in itself.
        hits: ranked, best first; at least one.
        to_exceed: cosine below which no passage is likely to answer.
        intents: probability of each intent of the message.

    Returns:
        One number for each of `FEATURES`.
    """
    best = hits[0]
    near = [closeness(hit) for hit in hits]
    others = [
        value
        for hit, value in zip(hits, near, strict=True)
        if hit.passage.source.document != best.passage.source.document
    ]
    kind = asked_for(question)
    best_line = best.passage.lines[int(np.argmax(best.line_scores))]
    text = _everything(best.passage)
    words = [letter_runs(word) for word in question.split()]
    asked = [word for word in words if word]
    in_best = _covered(asked, set(letter_runs(text)))
    in_hits = _covered(asked, set(letter_runs(" ".join(_everything(hit.passage) for hit in hits[:5]))))
    numbers = [word for word in question.replace("?", " ").split() if any(map(str.isdigit, word))]
    return np.array(
        [
            near[0],
            near[0] - to_exceed,
            math.log(sum(math.exp((value - near[0]) / _TEMPERATURE) for value in near)),
            near[0] - max(others, default=0.0),
            best.lexical / (max(hit.lexical for hit in hits) or 1.0),
            float(np.mean(in_best)),
            min(in_best),
            float(np.mean(in_hits)),
            min(in_hits),
            not holds(text, kind),
            not holds(best_line.text, kind),
            sum(number.strip(".,;:()") not in text for number in numbers),
            intents.get(Intent.QUESTION, 0.0),
            intents.get(Intent.OFF_TOPIC, 0.0),
            intents.get(Intent.SMALLTALK, 0.0),
            intents.get(Intent.HOSTILE, 0.0),
        ],
        np.float64,
    )


def _everything(passage: Passage) -> str:
    return f"{passage.source.title} {passage.section} {passage.text} {passage.source.date}"


def _covered(words: Sequence[Sequence[str]], known: set[str]) -> list[float]:
    """For each word the share of its terms that are known; 1 when there is no word."""
    return [sum(term in known for term in word) / len(word) for word in words] or [1.0]
