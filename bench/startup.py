"""From start to first answer, memory, and time by stage, beside plain ways to do the same.

    python -m bench.startup

Each way runs in a process of its own, three times, in turns; the medians are printed.
"""

import json
import subprocess
import sys
from collections.abc import Iterator
from statistics import median

RUNS = 3
QUESTIONS = 50

WEGWIJZER = """
from bot.assembly import open_dialogue
from bot.memory import Memory
from bot.settings import load_settings
dialogue = open_dialogue(load_settings(), None, lambda task: lambda done, total: None)
known = Memory(introduced=True)
ask = lambda question: dialogue.respond(question, known)
"""
SENTENCE_TRANSFORMERS = """
import faiss
from sentence_transformers import SentenceTransformer
from bot.settings import load_settings
from knowledge.glossary import shipped_documents
from knowledge.passages import split
from knowledge.reading import read_folder
folder = load_settings().data_dir / "models"
model = SentenceTransformer(str(next(path.parent for path in folder.glob("*/modules.json"))), device="cpu")
passages = [passage.text for document in read_folder([shipped_documents()]) for passage in split(document)]
index = faiss.IndexFlatIP(model.get_embedding_dimension())
index.add(model.encode(["passage: " + text for text in passages[:20]], normalize_embeddings=True))
ask = lambda question: index.search(model.encode(["query: " + question], normalize_embeddings=True), 3)
"""
BM25 = """
import bm25s
from index.letter_runs import letter_runs
from knowledge.glossary import shipped_documents
from knowledge.passages import split
from knowledge.reading import read_folder
passages = [passage.text for document in read_folder([shipped_documents()]) for passage in split(document)]
index = bm25s.BM25()
index.index([letter_runs(text) for text in passages], show_progress=False)
ask = lambda question: index.retrieve([letter_runs(question)], k=3, show_progress=False)
"""
WAYS = {
    "Wegwijzer": WEGWIJZER,
    "sentence-transformers, PyTorch, FAISS (20 passages embedded)": SENTENCE_TRANSFORMERS,
    "BM25 alone": BM25,
}
MEASURE = """
import json, resource, time
started = time.perf_counter()
{setup}
ask("Welke rollen kent het driehoekmodel?")
first = time.perf_counter() - started
times = []
for number in range({questions}):
    before = time.perf_counter()
    ask(f"Wat doet de programmadirectie in jaar {{number}}?")
    times.append(time.perf_counter() - before)
times.sort()
print(json.dumps({{
    "first": first,
    "p50": times[len(times) // 2] * 1000,
    "p95": times[int(len(times) * 0.95)] * 1000,
    "peak": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
}}))
"""


def main() -> None:
    """Measure each way in turns and print a table in Markdown."""
    results: dict[str, list[dict[str, float]]] = {name: [] for name in WAYS}
    for name, result in _run_in_turns():
        results[name].append(result)
    print("| | start to first answer | answer p50 | p95 | peak memory |\n|---|---|---|---|---|")
    for name, runs in results.items():
        first, p50, p95, peak = (median(run[key] for run in runs) for key in ("first", "p50", "p95", "peak"))
        print(f"| {name} | {first:.1f} s | {p50:.1f} ms | {p95:.1f} ms | {peak:.0f} MB |")


def _run_in_turns() -> Iterator[tuple[str, dict[str, float]]]:
    for _ in range(RUNS):
        for name, setup in WAYS.items():
            script = MEASURE.format(setup=setup, questions=QUESTIONS)
            output = subprocess.run(
                [sys.executable, "-c", script], capture_output=True, text=True, check=True
            ).stdout
            yield name, json.loads(output.splitlines()[-1])


if __name__ == "__main__":
    main()
