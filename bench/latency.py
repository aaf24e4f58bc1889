"""How long an answer takes, by stage, when everything is warm.

    python -m bench.latency [--documents DIR]

Asks the tuning questions one after another, over the documents that come with Wegwijzer; and over those in
DIR, to see what more of them cost. Their vectors are drawn at random: the time does not depend on them, and
embedding ten thousand passages and their lines takes ten minutes. Every question is answered, whether the
documents do so or not. `storing` is what the assistant adds: its database, in a temporary folder, and its
threads.
"""

import argparse
import asyncio
import json
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import wraps
from pathlib import Path
from statistics import median, quantiles
from typing import Any

import numpy as np
from pydantic import SecretStr

import bot.dialogue
from bench.message import lone_message
from bot.answering.answering import Answering
from bot.asking import ask
from bot.assembly.answering import open_dialogue, open_embedder
from bot.assembly.generations import generations_of
from bot.cli.progress import progress_on_stderr
from bot.intents.recognition import IntentRecognition
from bot.serving import open_service
from bot.settings import Settings, load_settings
from index.build import reindex
from index.embedding.embedder import Embedder, Progress, Vectors
from index.embedding.onnx_embedder import OnnxEmbedder
from index.files.generations import FileGenerations
from index.search import Index
from knowledge.reading import read_folder

QUESTIONS = Path(__file__).parent / "questions" / "tuning.jsonl"
WARM_UP = 20
STAGES: list[tuple[Any, str, str]] = [
    (OnnxEmbedder, "embed_queries", "embedding"),
    (IntentRecognition, "recognise", "intent"),
    (Index, "search_many", "searching"),
    (Answering, "answer", "choosing"),
    (bot.dialogue, "compose", "composing"),
]
"""Whose time is what stage; that of a stage within another counts for the inner one only."""

Times = dict[str, list[float]]


class Stopwatch:
    """Adds up the time that is spent in functions, by stage.

    Attributes:
        milliseconds: by stage.
    """

    def __init__(self) -> None:
        self.milliseconds: defaultdict[str, float] = defaultdict(float)
        self._within = 0.0

    def time(self, owner: object, name: str, stage: str) -> None:
        """Time a function of a class or module from now on."""
        function: Callable[..., object] = getattr(owner, name)

        @wraps(function)
        def timed(*args: object, **options: object) -> object:
            before, self._within = self._within, 0.0
            started = time.perf_counter()
            try:
                return function(*args, **options)
            finally:
                took = (time.perf_counter() - started) * 1000
                self.milliseconds[stage] += took - self._within
                self._within = before + took

        setattr(owner, name, timed)


class RandomVectors:
    """Passes for a model, and draws the vectors of passages."""

    def __init__(self, model: Embedder) -> None:
        self.name, self.dimensions, self.embed_queries = model.name, model.dimensions, model.embed_queries
        self._random = np.random.default_rng(0)

    def embed_passages(self, texts: Sequence[str], progress: Progress | None = None) -> Vectors:
        """Draw vectors of length 1."""
        vectors = self._random.standard_normal((len(texts), self.dimensions), np.float32)
        return np.asarray(vectors / np.linalg.norm(vectors, axis=1, keepdims=True), np.float32)


def main() -> None:
    """Measure and print a table in Markdown for each collection."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--documents", type=Path)
    documents = parser.parse_args().documents
    questions = [json.loads(line)["question"] for line in QUESTIONS.read_text().splitlines()]
    stopwatch = Stopwatch()
    for stage in STAGES:
        stopwatch.time(*stage)
    with tempfile.TemporaryDirectory() as folder:
        settings = load_settings().model_copy(
            update={"answer_threshold": 0.0, "database_url": SecretStr(f"sqlite:///{folder}/wegwijzer.db")}
        )
        _measure(settings, None, questions, stopwatch)
        if documents:
            index_dir = Path(folder) / "index"
            model = RandomVectors(open_embedder(settings, progress_on_stderr))
            reindex(read_folder([documents]), FileGenerations(index_dir), model)
            _measure(settings, index_dir, questions, stopwatch)


def _measure(settings: Settings, index_dir: Path | None, questions: list[str], stopwatch: Stopwatch) -> None:
    dialogue = open_dialogue(settings, index_dir, progress_on_stderr)
    answering: Times = defaultdict(list)
    for question in questions:
        with _one(stopwatch, answering, "other", "answer"):
            ask(dialogue, question)
    handling = asyncio.run(_handle(settings, index_dir, questions, stopwatch))
    manifest = generations_of(settings, index_dir).current().manifest
    print(f"\n{manifest.passages} passages, {manifest.lines} lines\n\n| | p50 | p95 |\n|---|---|---|")
    stages = [stage for _, _, stage in STAGES]
    for stage in (*stages, "other", "answer"):
        print(_row(stage, answering[stage]))
    for stage in ("storing", "handled"):
        print(_row(stage, handling[stage]))


async def _handle(
    settings: Settings, index_dir: Path | None, questions: list[str], stopwatch: Stopwatch
) -> Times:
    times: Times = defaultdict(list)
    async with open_service(settings, index_dir, progress_on_stderr) as service:
        for number, question in enumerate(questions):
            incoming = lone_message(f"{index_dir} {number}", question)
            with _one(stopwatch, times, "storing", "handled"):
                await service.assistant.handle(incoming)
    return times


@contextmanager
def _one(stopwatch: Stopwatch, times: Times, rest: str, whole: str) -> Iterator[None]:
    """Time one answer: its stages, the rest, and the whole."""
    stopwatch.milliseconds.clear()
    started = time.perf_counter()
    yield
    took = (time.perf_counter() - started) * 1000
    for _, _, stage in STAGES:
        times[stage].append(stopwatch.milliseconds[stage])
    times[rest].append(took - sum(stopwatch.milliseconds.values()))
    times[whole].append(took)


def _row(name: str, milliseconds: list[float]) -> str:
    warm = milliseconds[WARM_UP:]
    return f"| {name} | {median(warm):.1f} ms | {quantiles(warm, n=20)[-1]:.1f} ms |"


if __name__ == "__main__":
    main()
