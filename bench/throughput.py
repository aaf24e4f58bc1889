"""How many questions are answered a second, and how long each takes, when 1, 8 and 64 people ask at once.

    python -m bench.throughput

Each asks the next of the tuning questions as soon as the one before is answered; questions that are asked at
once are embedded one by one, and together. In turns within one run: the dialogue alone, in as many threads as
asyncio has by default, and the whole assistant, with its database in a temporary folder. Prints medians of
the rounds.
"""

import asyncio
import json
import tempfile
import time
from collections.abc import Awaitable, Callable
from itertools import count
from pathlib import Path
from statistics import median, quantiles

from pydantic import SecretStr

from bench.message import lone_message
from bot.asking import ask
from bot.assembly.answering import dialogue_with, open_embedder
from bot.assembly.assistant import assistant_on
from bot.assembly.base import Base
from bot.assistant import Assistant
from bot.cli.progress import progress_on_stderr
from bot.dialogue import Dialogue
from bot.settings import load_settings
from bot.storage.database import open_database
from index.embedding.batching import BatchingEmbedder

QUESTIONS = Path(__file__).parent / "questions" / "tuning.jsonl"
ASKERS = (1, 8, 64)
ROUNDS = 5
SECONDS = 2.0

Ask = Callable[[int, str], Awaitable[object]]
"""Asks a question; the number tells it from all others."""


def main() -> None:
    """Measure and print a table in Markdown."""
    asyncio.run(_measure([json.loads(line)["question"] for line in QUESTIONS.read_text().splitlines()]))


async def _measure(questions: list[str]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        settings = load_settings().model_copy(
            update={"database_url": SecretStr(f"sqlite:///{folder}/wegwijzer.db")}
        )
        model = open_embedder(settings, progress_on_stderr)
        engine = await open_database(settings.database)
        ways: dict[str, Ask] = {}
        for name, embedder in {"one by one": model, "together": BatchingEmbedder(model)}.items():
            dialogue = dialogue_with(embedder, settings, None, progress_on_stderr)
            ways[f"dialogue, embedded {name}"] = _in_thread(dialogue)
            ways[f"assistant, embedded {name}"] = _through(
                assistant_on(Base(dialogue, embedder, engine, settings))
            )
        await _compare(ways, questions)
        await engine.dispose()


async def _compare(ways: dict[str, Ask], questions: list[str]) -> None:
    numbers = count()
    print("| | people | questions/s | p50 | p95 |\n|---|---|---|---|---|")
    for askers in ASKERS:
        results: dict[str, list[tuple[float, float, float]]] = {name: [] for name in ways}
        for _ in range(ROUNDS):
            for name, way in ways.items():
                results[name].append(await _load(way, askers, questions, numbers))
        for name, rounds in sorted(results.items()):
            rate, p50, p95 = map(median, zip(*rounds, strict=True))
            print(f"| {name} | {askers} | {rate:.0f} | {p50:.0f} ms | {p95:.0f} ms |", flush=True)


def _in_thread(dialogue: Dialogue) -> Ask:
    return lambda _, question: asyncio.to_thread(ask, dialogue, question)


def _through(assistant: Assistant) -> Ask:
    # A conversation for each question, so that no question is asked twice in one.
    return lambda number, question: assistant.handle(lone_message(str(number), question))


async def _load(
    way: Ask, askers: int, questions: list[str], numbers: "count[int]"
) -> tuple[float, float, float]:
    """Return questions a second, and p50 and p95 in milliseconds."""
    times: list[float] = []
    started = time.perf_counter()

    async def asker() -> None:
        while time.perf_counter() < started + SECONDS:
            number = next(numbers)
            asked = time.perf_counter()
            await way(number, questions[number % len(questions)])
            times.append((time.perf_counter() - asked) * 1000)

    await asyncio.gather(*(asker() for _ in range(askers)))
    rate = len(times) / (time.perf_counter() - started)
    return rate, median(times), quantiles(times, n=20)[-1]


if __name__ == "__main__":
    main()
