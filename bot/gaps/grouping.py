"""Questions that ask the same become one group, called after the most typical one of them."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from bot.fixed_answers.sameness import Sameness
from index.embedding.embedder import Vectors
from index.words import words

NEIGHBOURS = 20
"""How many of the nearest questions are looked at closely."""
_ROWS = 512

Wording = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """Questions that ask the same.

    Attributes:
        question: the most typical one: the one that most of what was asked looks like.
        questions: all of them, that one first, then those that were asked most.
    """

    question: str
    questions: tuple[str, ...]


def grouped(
    counts: Mapping[str, int], vectors: Mapping[str, Vectors], sameness: Sameness | None
) -> tuple[Group, ...]:
    """Group questions; each is in one group, and in which order they come does not matter.

    Questions of the same words are one. From the most typical question on, each that is like no group before
    it begins a group; then each of the others joins the group whose first question it is most like. So no
    group is a chain of which the ends have nothing to do with each other.

    Args:
        counts: how often each question was asked; what was asked 0 times begins no group with others in it.
        vectors: of each, from `Embedder.embed_queries`, of shape (d,).
        sameness: fitted for the embedding model; None to group only questions of the same words.
    """
    spellings = _by_wording(counts)
    texts = [spelled[0] for spelled in spellings]
    asked = [sum(counts[text] for text in spelled) for spelled in spellings]
    near = _near(texts, np.stack([vectors[text] for text in texts]), sameness) if texts and sameness else {}
    typical = [
        asked[row] + sum(asked[other] * p for other, p in near.get(row, {}).items())
        for row in range(len(texts))
    ]
    order = sorted(range(len(texts)), key=lambda row: (not asked[row], -round(typical[row], 6), texts[row]))
    place = {row: number for number, row in enumerate(order)}
    firsts: dict[int, list[int]] = {}
    for row in order:
        if not near.get(row, {}).keys() & firsts.keys():
            firsts[row] = []
    for row in order:
        if row not in firsts:
            known = {first: p for first, p in near[row].items() if first in firsts}
            firsts[max(known, key=lambda first: (known[first], -place[first]))].append(row)
    return tuple(_group(first, members, spellings, asked) for first, members in firsts.items())


def _by_wording(counts: Mapping[str, int]) -> list[list[str]]:
    """Put questions of the same words together, the spelling that was used most first."""
    spelled = defaultdict(list)
    for text in counts:
        spelled[tuple(words(text))].append(text)
    return [sorted(spelled[key], key=lambda text: (-counts[text], text)) for key in sorted(spelled)]


def _near(texts: Sequence[str], vectors: Vectors, sameness: Sameness) -> dict[int, dict[int, float]]:
    """Give for each question the probability that it asks the same as another, where that is likely."""
    near: dict[int, dict[int, float]] = defaultdict(dict)
    for (one, other), cosine in _pairs(sameness.whitened(vectors)).items():
        compared = sameness.compare(texts[one], texts[other], cosine)
        if compared.is_same or compared.probability >= sameness.likely:
            near[one][other] = near[other][one] = compared.probability
    return near


def _pairs(whitened: Vectors) -> dict[tuple[int, int], float]:
    """Give the cosine of each question with the ones nearest to it, each pair once."""
    pairs: dict[tuple[int, int], float] = {}
    for start in range(0, len(whitened), _ROWS):
        cosines = whitened[start : start + _ROWS] @ whitened.T
        count = min(NEIGHBOURS + 1, len(whitened))
        nearest = np.argpartition(-cosines, count - 1, axis=1)[:, :count]
        for row, (found, places) in enumerate(zip(cosines, nearest, strict=True), start):
            pairs |= {(min(row, at), max(row, at)): float(found[at]) for at in places.tolist() if at != row}
    return pairs


def _group(
    first: int, members: Sequence[int], spellings: Sequence[Sequence[str]], asked: Sequence[int]
) -> Group:
    most_first = sorted(members, key=lambda row: (-asked[row], spellings[row][0]))
    questions = tuple(text for row in (first, *most_first) for text in spellings[row])
    return Group(spellings[first][0], questions)
