"""Embedding with the default model: our runtime beside sentence-transformers with PyTorch float32.

    python -m bench.embedding --corpus C.jsonl --queries Q.jsonl --qrels R.tsv

Prints for both, from one run: documents a second, p50 of one query, start to first vector and memory of a
fresh process, and nDCG@10 of the dense ranking alone; and how near the vectors are to each other. Trust
the ratios: the speeds of a shared machine vary by a factor of two from minute to minute, so the two are
timed in turns.
"""

import argparse
import json
import statistics
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import ir_measures
import numpy as np
from ir_measures import nDCG

from bot.settings import load_settings
from index.embedding import Embedder, load_embedder
from index.embedding.default_model import default_model_folder
from index.embedding.embedder import Vectors
from index.evaluation_files import Entry, read_entries, read_qrels

ROUNDS = 3
TIMED_DOCUMENTS = 128
TIMED_QUERIES = 50

FRESH_PROCESS = """
import json, statistics, sys, time
started = time.perf_counter()
from pathlib import Path
from index.embedding import load_embedder
embedder = load_embedder(json.loads(sys.argv[1]), Path(sys.argv[2]))
embedder.embed_queries(["Wie is de eigenaar?"])
start = time.perf_counter() - started
times = []
for query in json.loads(sys.argv[3]):
    started = time.perf_counter()
    embedder.embed_queries([query])
    times.append(time.perf_counter() - started)
status = Path("/proc/self/status").read_text()
resident, most = (int(status.split(field)[1].split()[0]) / 1024 for field in ("VmRSS:", "VmHWM:"))
print(json.dumps([start, 1000 * statistics.median(times), resident, most]))
"""


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    for name in ("corpus", "queries", "qrels"):
        parser.add_argument(f"--{name}", type=Path, required=True)
    arguments = parser.parse_args()
    corpus, queries = read_entries(arguments.corpus), read_entries(arguments.queries)
    judged = read_qrels(arguments.qrels)
    data_dir = load_settings().data_dir
    folder = str(default_model_folder(data_dir))
    models = {"wegwijzer": None, "sentence-transformers": folder}
    embedders = {name: load_embedder(model, data_dir) for name, model in models.items()}
    documents = [f"{entry.title}\n{entry.text}" for entry in corpus]

    speeds: dict[str, list[float]] = {name: [] for name in models}
    for _ in range(ROUNDS):
        for name, embedder in embedders.items():
            speeds[name].append(documents_a_second(embedder, documents[:TIMED_DOCUMENTS]))
    vectors = {name: embedder.embed_passages(documents) for name, embedder in embedders.items()}
    questions = [query.text for query in queries]
    for name, embedder in embedders.items():
        start, query, resident, most = fresh_process(models[name], data_dir, questions[:TIMED_QUERIES])
        ndcg = dense_ndcg(embedder.embed_queries(questions), vectors[name], queries, corpus, judged)
        print(
            f"{name:22} {max(speeds[name]):6.1f} documents/s, query p50 {query:5.1f} ms, "
            f"start {start:4.1f} s, {resident:5.0f} MB resident, {most:5.0f} MB at most, nDCG@10 {ndcg:.4f}"
        )
    ours, theirs = vectors.values()
    cosines = (ours * theirs).sum(axis=1)
    ratio = statistics.median(a / b for a, b in zip(*speeds.values(), strict=True))
    print(f"documents: {ratio:.1f} times as fast; cosine {cosines.mean():.5f}, at least {cosines.min():.5f}")


def documents_a_second(embedder: Embedder, documents: Sequence[str]) -> float:
    """Time one call over all documents."""
    started = time.perf_counter()
    embedder.embed_passages(documents)
    return len(documents) / (time.perf_counter() - started)


def fresh_process(model: str | None, data_dir: Path, queries: Sequence[str]) -> list[float]:
    """Return what a new process takes: seconds to its first vector, ms a query, MB resident and at most."""
    arguments = [json.dumps(model), str(data_dir), json.dumps(queries)]
    command = [sys.executable, "-c", FRESH_PROCESS, *arguments]
    output = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    return list(json.loads(output))


def dense_ndcg(
    asked: Vectors,
    documents: Vectors,
    queries: Sequence[Entry],
    corpus: Sequence[Entry],
    judged: dict[str, dict[str, int]],
) -> float:
    """Return nDCG@10 of ranking by cosine alone."""
    run = {}
    for query, scores in zip(queries, asked @ documents.T, strict=True):
        run[query.id] = {corpus[row].id: float(scores[row]) for row in np.argsort(-scores)[:10]}
    return float(ir_measures.calc_aggregate([nDCG @ 10], judged, run)[nDCG @ 10])


if __name__ == "__main__":
    main()
