"""From start to first answer, time of an answer, and memory, beside plain ways to do the same.

    python -m bench.startup [--llama-python PYTHON]

Each way runs in a process of its own, three times, in turns; the medians are printed. LlamaIndex is measured
when an interpreter that has it is named; it is no part of our environment, for which it brings too much:

    python -m venv llama
    llama/bin/pip install torch==2.13.0
    llama/bin/pip install llama-index-core llama-index-embeddings-huggingface
    python -m bench.startup --llama-python llama/bin/python

Take a CPU build of torch, to do without the packages for accelerators.
LlamaIndex starts as Wegwijzer does, from an index that is on disk, and retrieves with its defaults: it writes
no answer, which needs a generative model.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from statistics import median

from bot.settings import load_settings
from index.embedding.default_model import default_model_folder
from knowledge.glossary import shipped_documents

RUNS = 3
QUESTIONS = 50

WEGWIJZER = """
from bot.assembly.answering import open_dialogue
from bot.library.hidden import NOTHING_HIDDEN
from bot.memory import Memory
from bot.settings import load_settings
dialogue = open_dialogue(load_settings(), None, lambda task: lambda done, total: None)
known = Memory(introduced=True)
ask = lambda question: dialogue.respond(question, known, NOTHING_HIDDEN)
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
LLAMA_MODEL = """
import sys
from llama_index.core import Settings
from llama_index.embeddings.huggingface import HuggingFaceEmbedding
model, documents, storage = sys.argv[1:]
Settings.embed_model = HuggingFaceEmbedding(model_name=model, device="cpu")
"""
LLAMA_BUILD = f"""
{LLAMA_MODEL}
from llama_index.core import SimpleDirectoryReader, VectorStoreIndex
index = VectorStoreIndex.from_documents(SimpleDirectoryReader(documents, recursive=True).load_data())
index.storage_context.persist(storage)
"""
LLAMA = f"""
{LLAMA_MODEL}
from llama_index.core import StorageContext, load_index_from_storage
retriever = load_index_from_storage(StorageContext.from_defaults(persist_dir=storage)).as_retriever()
ask = retriever.retrieve
"""
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


@dataclass(frozen=True, slots=True)
class Way:
    """One way to answer questions: code that makes `ask`, and what runs it."""

    setup: str
    python: str = sys.executable
    arguments: tuple[str, ...] = ()

    def measure(self) -> dict[str, float]:
        """Run it in a process of its own."""
        script = MEASURE.format(setup=self.setup, questions=QUESTIONS)
        return dict(json.loads(_output(self.python, script, self.arguments).splitlines()[-1]))


def main() -> None:
    """Measure each way in turns and print a table in Markdown."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--llama-python", metavar="PYTHON")
    llama_python = parser.parse_args().llama_python
    ways = {
        "Wegwijzer": Way(WEGWIJZER),
        "sentence-transformers, PyTorch, FAISS (20 passages embedded)": Way(SENTENCE_TRANSFORMERS),
        "BM25 alone": Way(BM25),
    }
    with tempfile.TemporaryDirectory() as storage:
        if llama_python:
            ways["LlamaIndex"] = _llama(llama_python, storage)
        results: dict[str, list[dict[str, float]]] = {name: [] for name in ways}
        for name, result in _run_in_turns(ways):
            results[name].append(result)
    print("| | start to first answer | answer p50 | p95 | peak memory |\n|---|---|---|---|---|")
    for name, runs in results.items():
        first, p50, p95, peak = (median(run[key] for run in runs) for key in ("first", "p50", "p95", "peak"))
        print(f"| {name} | {first:.1f} s | {p50:.1f} ms | {p95:.1f} ms | {peak:.0f} MB |")


def _run_in_turns(ways: dict[str, Way]) -> Iterator[tuple[str, dict[str, float]]]:
    for _ in range(RUNS):
        for name, way in ways.items():
            yield name, way.measure()


def _llama(python: str, storage: str) -> Way:
    """Index the documents with LlamaIndex, to start from."""
    model = default_model_folder(load_settings().data_dir)
    arguments = (str(model), str(shipped_documents()), storage)
    _output(python, LLAMA_BUILD, arguments)
    return Way(LLAMA, python, arguments)


def _output(python: str, script: str, arguments: tuple[str, ...]) -> str:
    offline = {**os.environ, "HF_HUB_OFFLINE": "1"}
    command = [python, "-c", script, *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=True, env=offline).stdout


if __name__ == "__main__":
    main()
