"""How sure it is that the words found answer the question."""
from index.search import Hit


def confidence(hits: list[Hit]) -> float:
    best = hits[0]
    return float(best.dense > 0.84)
