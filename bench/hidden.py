"""What it costs to leave documents out of a search: none, one, a tenth or half of a thousand.

    python -m bench.hidden

Over 10,000 passages, made of the sentences of the documents that come with Wegwijzer. Their vectors are drawn
at random: the time does not depend on them. Each question is searched with in turns, so that the ratios hold
whatever else the machine does. Last, what a message pays to know what is hidden from it: two small queries,
where as many documents have terms.
"""

import asyncio
import json
import random
import tempfile
import time
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from statistics import median, quantiles

from sqlalchemy import insert

from bench.latency import QUESTIONS, WARM_UP, RandomVectors
from bot.assembly.answering import open_embedder
from bot.cli.progress import progress_on_stderr
from bot.library.readership import NO_ROOM, Readership
from bot.settings import load_settings
from bot.storage.database import open_database
from bot.storage.knelpunten import Knelpunten
from bot.storage.library import Library
from bot.storage.schema import document_terms
from index.build import reindex
from index.files.generations import FileGenerations
from index.search import Index, Query
from knowledge.document import Document, Paragraph, Section, Source
from knowledge.glossary import shipped_documents
from knowledge.passages import split
from knowledge.reading import read_folder

DOCUMENTS = 1000
PASSAGES = 10
"""In each document."""
LINES = 4
"""In each passage."""
ROUNDS = 200
"""How often it is asked what is hidden."""


def main() -> None:
    """Measure and print a table in Markdown."""
    random.seed(0)
    names = [f"{number}.md" for number in range(DOCUMENTS)]
    hidden = {
        "nothing": frozenset[str](),
        "1 document": frozenset(names[:1]),
        "100 documents": frozenset(random.sample(names, 100)),
        "500 documents": frozenset(random.sample(names, 500)),
    }
    questions = [json.loads(line)["question"] for line in QUESTIONS.read_text().splitlines()]
    model = RandomVectors(open_embedder(load_settings(), progress_on_stderr))
    vectors = model.embed_queries(questions)
    queries = [Query(text, vector=vector) for text, vector in zip(questions, vectors, strict=True)]
    with tempfile.TemporaryDirectory() as folder:
        reindex(_documents(names), FileGenerations(Path(folder)), model)
        index = Index.open(FileGenerations(Path(folder)), model)
        searching: dict[str, list[float]] = {name: [] for name in hidden}
        for query in queries:
            for name, left_out in hidden.items():
                started = time.perf_counter()
                index.search(query, 30, left_out)
                searching[name].append((time.perf_counter() - started) * 1000)
        print(f"{len(index)} passages\n\n| hidden | p50 | p95 | p50, ratio | asked, p50 |")
        print("|---|---|---|---|---|")
        plain = median(searching["nothing"][WARM_UP:])
        for name, left_out in hidden.items():
            warm = searching[name][WARM_UP:]
            asked = asyncio.run(_ask(Path(folder) / f"{len(left_out)}.db", sorted(left_out)))
            ratio = median(warm) / plain
            print(
                f"| {name} | {median(warm):.2f} ms | {quantiles(warm, n=20)[-1]:.2f} ms | {ratio:.2f} "
                f"| {asked:.2f} ms |"
            )


def _documents(names: Sequence[str]) -> list[Document]:
    shipped = [found for found in read_folder([shipped_documents()]) if isinstance(found, Document)]
    sentences = [line.text for one in shipped for passage in split(one) for line in passage.lines]
    return [
        Document(
            Source(name, f"Document {name}"),
            tuple(
                Section((f"Deel {part}",), (Paragraph(" ".join(random.sample(sentences, LINES))),))
                for part in range(PASSAGES)
            ),
        )
        for name in names
    ]


async def _ask(database: Path, hidden: Sequence[str]) -> float:
    """Give how many milliseconds it takes to be told what is hidden."""
    engine = await open_database(f"sqlite:///{database}")
    async with engine.begin() as connection:
        for name in hidden:
            await connection.execute(insert(document_terms).values(document=name, rooms=["matrix:!a:b.nl"]))
    readership = Readership(Library(engine), Knelpunten(engine), dict)
    took = []
    for _ in range(ROUNDS):
        started = time.perf_counter()
        await readership.hidden_in(NO_ROOM, datetime.now(UTC))
        took.append((time.perf_counter() - started) * 1000)
    await engine.dispose()
    return median(took)


if __name__ == "__main__":
    main()
