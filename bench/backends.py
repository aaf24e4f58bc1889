"""Both of what an index can be in, side by side: how long it is made, how well and how fast it is searched.

    python -m bench.backends --corpus F --queries F [--qrels F] [--drawn] [--postgres URL]

`--drawn` draws the vectors of passages at random: as long as all are compared the time does not depend on
them, and embedding ten thousand passages with their lines takes ten minutes. Without `--postgres` one is
started for it, and thrown away.
"""

import argparse
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from statistics import quantiles

import ir_measures
import numpy as np
from ir_measures import RR, R, Success, nDCG

from bot.settings import load_settings
from index.backend import Generations
from index.build import reindex
from index.embedding import load_embedder
from index.embedding.embedder import Embedder, Progress, Vectors
from index.evaluation import as_document
from index.evaluation_files import Entry, read_entries, read_qrels
from index.files.generations import FileGenerations
from index.pgvector.generations import PgvectorGenerations
from index.search import Index, Query
from tests.postgres.server import Postgres

DEPTH, ROUNDS = 100, 3
ONE_IN = 20
"""One in so many documents is hidden."""

MEASURES = {"nDCG@10": nDCG @ 10, "recall@5": R @ 5, "success@5": Success @ 5, "MRR@10": RR @ 10}

Judged = Mapping[str, Mapping[str, int]]


class Remembering:
    """Embeds no passage twice, so that what is measured is not the model."""

    def __init__(self, embedder: Embedder, *, drawn: bool) -> None:
        self.name, self.dimensions = embedder.name, embedder.dimensions
        self.embed_queries = embedder.embed_queries
        self._embed = self._draw if drawn else embedder.embed_passages
        self._made: dict[str, Vectors] = {}

    def embed_passages(self, texts: Sequence[str], progress: Progress | None = None) -> Vectors:
        """Embed passages, or draw their vectors."""
        new = [text for text in dict.fromkeys(texts) if text not in self._made]
        self._made.update(zip(new, self._embed(new) if new else (), strict=True))
        if progress and texts:
            progress(len(texts), len(texts))
        made = [self._made[text] for text in texts]
        return np.stack(made) if made else np.zeros((0, self.dimensions), np.float32)

    def _draw(self, texts: Sequence[str]) -> Vectors:
        drawn = np.random.default_rng(len(texts)).standard_normal((len(texts), self.dimensions), np.float32)
        return drawn / np.linalg.norm(drawn, axis=1, keepdims=True)


def main() -> None:
    """Measure the files, then PostgreSQL."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpus", type=Path, required=True)
    parser.add_argument("--queries", type=Path, required=True)
    parser.add_argument("--qrels", type=Path)
    parser.add_argument("--drawn", action="store_true")
    parser.add_argument("--postgres")
    arguments = parser.parse_args()
    settings = load_settings()
    entries, questions = read_entries(arguments.corpus), read_entries(arguments.queries)
    judged = read_qrels(arguments.qrels) if arguments.qrels else {}
    embedder = Remembering(load_embedder(settings.embedding_model, settings.data_dir), drawn=arguments.drawn)
    with tempfile.TemporaryDirectory() as folder, database(arguments.postgres) as url:
        for place in (FileGenerations(Path(folder)), PgvectorGenerations(url)):
            print(type(place).__name__)
            index = made(place, entries, embedder)
            asked = [question for question in questions if not judged or question.id in judged]
            if judged:
                rank(index, asked, judged)
            search(index, [Query(one.text, vector=embedder.embed_queries([one.text])[0]) for one in asked])


@contextmanager
def database(given: str | None) -> Iterator[str]:
    """Give the address of the database that was named, or of one that is thrown away."""
    if given:
        yield given
        return
    server = Postgres()
    try:
        server.start()
        yield server.url(server.create_database())
    finally:
        server.close()


def made(place: Generations, entries: Sequence[Entry], embedder: Remembering) -> Index:
    """Make the index, and once more with one document more, when all but that is embedded already."""
    documents = [as_document(entry) for entry in entries]
    reindex(documents, place, embedder)
    started = time.perf_counter()
    reindex([*documents, as_document(Entry("more", "Nog een document."))], place, embedder)
    took = time.perf_counter() - started
    index = Index.open(place, embedder)
    size = sum(index.manifest.files.values()) / 2**20
    print(f"  {len(index)} passages, {index.manifest.lines} lines, {size:.0f} MB; one more in {took:.1f} s")
    return index


def rank(index: Index, asked: Sequence[Entry], judged: Judged) -> None:
    """Print how well the passages are ranked that answer."""
    run: dict[str, dict[str, float]] = {}
    for question in asked:
        scores = run.setdefault(question.id, {})
        for hit in index.search(question.text, DEPTH):
            scores.setdefault(hit.passage.source.document, hit.score)
    means = ir_measures.calc_aggregate(MEASURES.values(), {query: judged[query] for query in run}, run)
    print("  " + ", ".join(f"{name} {means[measure]:.3f}" for name, measure in MEASURES.items()))


def search(index: Index, queries: Sequence[Query]) -> None:
    """Print how long searching takes, without the embedding of the question."""
    some = tuple(index.manifest.documents)[::ONE_IN]
    for hidden in ((), some):
        taken = []
        for query in list(queries) * ROUNDS:
            started = time.perf_counter()
            index.search(query, 10, hidden)
            taken.append((time.perf_counter() - started) * 1000)
        cuts = quantiles(taken, n=20)
        print(f"  search, {len(hidden)} documents hidden: p50 {cuts[9]:.1f} ms, p95 {cuts[18]:.1f} ms")


if __name__ == "__main__":
    main()
