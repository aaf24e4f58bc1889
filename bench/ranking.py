"""What each part of the ranking adds, one at a time, on a set of judged queries.

    python -m bench.ranking --corpus C.jsonl --queries Q.jsonl --qrels R.tsv

Every row ranks the same passages; an entry of the corpus counts with the best of its passages. The last row
is what `index.search` does. About two minutes for 741 entries on two cores.
"""

import argparse
from collections.abc import Callable, Sequence
from pathlib import Path

import bm25s
import ir_measures
import numpy as np
import Stemmer
from ir_measures import RR, R, Success, nDCG
from numpy.typing import NDArray

from bot.settings import load_settings
from index.build import MAX_WORDS
from index.embedded_text import line_text, passage_text
from index.embedding import load_embedder
from index.evaluation import as_document
from index.evaluation_files import read_entries, read_qrels
from index.letter_runs import letter_runs
from index.words import content_words, words
from knowledge.passages import split

CANDIDATES = 100
MEASURES = [nDCG @ 10, R @ 5, Success @ 5, RR @ 10]

STEMMER = Stemmer.Stemmer("dutch")

Scores = NDArray[np.float32]


def stems_of(text: str) -> list[str]:
    """Return the Dutch stems of the words that carry meaning: what the baseline compares."""
    return STEMMER.stemWords(content_words(text))


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    for name in ("corpus", "queries", "qrels"):
        parser.add_argument(f"--{name}", type=Path, required=True)
    arguments = parser.parse_args()
    judged = read_qrels(arguments.qrels)
    queries = [query for query in read_entries(arguments.queries) if query.id in judged]
    documents = [as_document(entry) for entry in read_entries(arguments.corpus)]
    passages = [passage for document in documents for passage in split(document, max_words=MAX_WORDS)]
    questions = [query.text for query in queries]
    texts = [passage_text(passage) for passage in passages]
    titles = np.unique([passage.source.title for passage in passages], return_inverse=True)[1]

    embedder = load_embedder(None, load_settings().data_dir)
    asked = embedder.embed_queries(questions)
    dense = asked @ embedder.embed_passages(texts).T
    untitled = asked @ embedder.embed_passages([passage.text for passage in passages]).T
    lines = asked @ embedder.embed_passages([line_text(p, line) for p in passages for line in p.lines]).T
    starts = np.cumsum([0, *(len(passage.lines) for passage in passages[:-1])])
    best_line = np.maximum.reduceat(lines, starts, axis=1)
    both = 0.7 * dense + 0.3 * best_line
    stems = bm25(texts, questions, stems_of)
    with_stop_words = bm25(texts, questions, words)
    runs = bm25(texts, questions, letter_runs)

    rows = {
        "BM25, words with stop words": with_stop_words,
        "BM25, stems": stems,
        "BM25, runs of four letters": runs,
        "dense, text alone": untitled,
        "dense, title and text": dense,
        "dense, best line": best_line,
        "dense, .7 passage .3 best line": both,
        "reciprocal rank fusion of dense and stems": reciprocal_rank(dense, stems),
        "fused .7 dense .3 stems": fused(dense, stems, titles, 0.7, 0),
        "fused .7 dense .3 letter runs": fused(dense, runs, titles, 0.7, 0),
        "the same with best line": fused(both, runs, titles, 0.7, 0),
        "the same at .6 dense": fused(both, runs, titles, 0.6, 0),
        "the same at .8 dense": fused(both, runs, titles, 0.8, 0),
        "at .7 dense, lifted by .1 of the title's best": fused(both, runs, titles, 0.7, 0.1),
        "at .7 dense, lifted by .2 of the title's best": fused(both, runs, titles, 0.7, 0.2),
    }
    owners = [passage.source.document for passage in passages]
    for name, scores in rows.items():
        run = {query.id: by_owner(owners, row) for query, row in zip(queries, scores, strict=True)}
        means = ir_measures.calc_aggregate(MEASURES, judged, run)
        print(f"{name:48}", *(f"{measure} {means[measure]:.4f}" for measure in MEASURES))


def bm25(texts: Sequence[str], questions: Sequence[str], tokenize: Callable[[str], list[str]]) -> Scores:
    """Return BM25 scores of shape (questions, texts)."""
    index = bm25s.BM25(k1=1.2, b=0.75)
    index.index([tokenize(text) for text in texts], show_progress=False)
    return np.stack([index.get_scores_from_ids(index.get_tokens_ids(tokenize(q))) for q in questions])


def reciprocal_rank(*rankings: Scores) -> Scores:
    """Fuse by reciprocal rank with k = 60 and equal weights."""
    return sum(1 / (60 + np.argsort(np.argsort(-scores, axis=1), axis=1)) for scores in rankings)


def fused(dense: Scores, lexical: Scores, titles: NDArray[np.int64], weight: float, lift: float) -> Scores:
    """Fuse as `index.fusion` does, with other weights."""
    result = np.full(dense.shape, -1, np.float32)
    for row, (by_meaning, by_words) in enumerate(zip(dense, lexical, strict=True)):
        candidates = np.union1d(np.argsort(-by_meaning)[:CANDIDATES], np.argsort(-by_words)[:CANDIDATES])
        scores = weight * rescaled(by_meaning[candidates]) + (1 - weight) * rescaled(by_words[candidates])
        best = np.zeros(titles.max() + 1, np.float32)
        np.maximum.at(best, titles[candidates], scores)
        result[row, candidates] = (1 - lift) * scores + lift * best[titles[candidates]]
    return result


def rescaled(scores: Scores) -> Scores:
    """Bring scores to 0..1."""
    return (scores - scores.min()) / max(np.ptp(scores), 1e-9)


def by_owner(owners: Sequence[str], scores: Scores) -> dict[str, float]:
    """Return the best score of each corpus entry among the first hundred passages."""
    run: dict[str, float] = {}
    for passage in np.argsort(-scores, kind="stable")[:CANDIDATES]:
        run.setdefault(owners[passage], float(scores[passage]))
    return run


if __name__ == "__main__":
    main()
