"""How well the index finds: a corpus is indexed by the real pipeline, and a run over it is measured.

File formats are those of BEIR (Thakur et al. 2021, https://arxiv.org/abs/2104.08663).
"""

import tempfile
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import ir_measures
from ir_measures import RR, R, Success, nDCG

from index.backend import Generations
from index.build import reindex
from index.embedding.embedder import Embedder, Progress
from index.evaluation_files import Entry, EvaluationFileError, read_entries, read_qrels
from index.files.generations import FileGenerations
from index.search import Index
from knowledge.document import Document, Paragraph, Section, Source

_DEPTH = 100
_MEASURES = {"nDCG@10": nDCG @ 10, "recall@5": R @ 5, "success@5": Success @ 5, "MRR@10": RR @ 10}

Run = Mapping[str, Mapping[str, float]]
"""Scores by query and corpus entry."""


@dataclass(frozen=True, slots=True)
class Evaluation:
    """What was measured.

    Attributes:
        measures: means over the judged queries: nDCG@10 with the grades, and recall@5, success@5 and
            MRR@10 that count every grade of 1 and up as relevant.
        queries: how many queries were judged.
        queries_per_second: one after the other, embedding included.
        run: the ranking that was measured.
    """

    measures: Mapping[str, float]
    queries: int
    queries_per_second: float
    run: Run


def evaluate(
    corpus: Path,
    queries: Path,
    qrels: Path,
    embedder: Embedder,
    *,
    generations: Generations | None = None,
    progress: Progress | None = None,
) -> Evaluation:
    """Index a corpus, search it for every judged query, and measure the ranking.

    An entry of the corpus that becomes several passages counts with the best of them.

    Args:
        corpus: JSON lines with `_id`, `title` and `text`.
        queries: JSON lines with `_id` and `text`.
        qrels: tab-separated query, entry and grade, with or without a header.
        embedder: the model.
        generations: where the corpus is indexed; by default in a temporary folder.
        progress: called with (texts embedded, texts to embed) while indexing.

    Raises:
        EvaluationFileError: a file cannot be read as described.
    """
    entries, questions = read_entries(corpus), read_entries(queries)
    judged = read_qrels(qrels)
    asked = [question for question in questions if question.id in judged]
    if not asked:
        raise EvaluationFileError(qrels, 0, "judges none of the queries")
    with tempfile.TemporaryDirectory(prefix="evaluate-") as folder:
        place = generations or FileGenerations(Path(folder))
        reindex(map(as_document, entries), place, embedder, progress=progress)
        index = Index.open(place, embedder)
        started = time.perf_counter()
        run = {question.id: _rank(index, question.text) for question in asked}
        seconds = time.perf_counter() - started
    means = ir_measures.calc_aggregate(_MEASURES.values(), {query: judged[query] for query in run}, run)
    return Evaluation(
        measures={name: means[measure] for name, measure in _MEASURES.items()},
        queries=len(asked),
        queries_per_second=len(asked) / seconds,
        run=run,
    )


def write_trec_run(path: Path, run: Run) -> None:
    """Write a run in the format of trec_eval: query, Q0, entry, rank, score, tag."""
    with path.open("w", encoding="utf-8") as stream:
        stream.writelines(
            f"{query} Q0 {entry} {rank} {score:.6f} wegwijzer\n"
            for query, scores in run.items()
            for rank, (entry, score) in enumerate(sorted(scores.items(), key=lambda item: -item[1]), start=1)
        )


def as_document(entry: Entry) -> Document:
    """Return a corpus entry as a document of its own, each line of its text a paragraph."""
    paragraphs = tuple(Paragraph(line.strip()) for line in entry.text.splitlines() if line.strip())
    return Document(Source(entry.id, entry.title), (Section((), paragraphs),))


def _rank(index: Index, question: str) -> dict[str, float]:
    scores: dict[str, float] = {}
    for hit in index.search(question, _DEPTH):
        scores.setdefault(hit.passage.source.document, hit.score)
    return scores
