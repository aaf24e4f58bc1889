"""What 1,000, 100,000 and 1,000,000 passages cost, and which index type to take for how many.

    python -m bench.scale --passages FOLDER --work FOLDER [--sizes 1000 100000 1000000]

For each size: every index type of FAISS, pgvector, the words, and (up to as many passages as there are) the
whole index. Vectors are embedded once, as many as `--embed` says, and kept in the work folder; the others are
made from those by perturbing (`bench.scale.vectors.grown`). One thing is measured at a time, in a process of
its own. Writes each result to `results.json` in the work folder as soon as it is there, a line behind
those of before, and prints tables in Markdown. A million takes an hour or two of two quiet cores, and 10 GB.
"""

import argparse
import json
import sys
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime
from multiprocessing import get_context
from pathlib import Path
from typing import ParamSpec, TypeVar

import numpy as np

from bench.scale import dense, lexical, postgresql, whole
from bench.scale.corpus import (
    NoPassages,
    cached,
    embedded,
    first_documents,
    last_sentence,
    read_documents,
    texts_of,
)
from bench.scale.dense import Ground, Row, lay_ground
from bench.scale.kinds import KINDS, LEAVES_OUT
from bench.scale.tables import table
from bench.scale.vectors import grown, questions
from bot.assembly.answering import open_embedder
from bot.cli.progress import progress_on_stderr
from bot.settings import load_settings
from index.embedding.embedder import Embedder

PARTS = ("dense", "pgvector", "lexical", "whole")
HIDDEN = (0.1, 0.5, 0.9)
"""Shares of the vectors that may not be found."""

MOST_LEXICAL = 200_000
"""Texts of which the words are indexed: a million would take some 11 GB."""

Arguments = ParamSpec("Arguments")
Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class Plan:
    """What is measured.

    Attributes:
        passages: folder with real ones.
        work: folder that everything is written to.
        sizes: how many passages.
        real: how many of them there are, at most.
        embed: how many of those are embedded; what is there already counts.
        kinds: names of index types.
        parts: some of `PARTS`.
        asked: how many questions.
    """

    passages: Path
    work: Path
    sizes: Sequence[int]
    real: int = 100_000
    embed: int = 20_000
    kinds: Sequence[str] = tuple(KINDS)
    parts: Sequence[str] = PARTS
    asked: int = 300


def main() -> None:
    """Measure what is asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--passages", type=Path, required=True, help="folder with a file *.jsonl.xz")
    parser.add_argument(
        "--work", type=Path, required=True, help="folder for what is made; 10 GB for a million"
    )
    parser.add_argument("--sizes", type=int, nargs="+", default=[1000, 100_000, 1_000_000])
    parser.add_argument("--embed", type=int, default=20_000, help="passages to embed with the model")
    parser.add_argument("--kinds", nargs="+", choices=list(KINDS), default=list(KINDS))
    parser.add_argument("--parts", nargs="+", choices=PARTS, default=list(PARTS))
    arguments = parser.parse_args()
    try:
        rows = measure(Plan(**vars(arguments)), lambda: open_embedder(load_settings(), progress_on_stderr))
    except NoPassages as error:
        sys.exit(str(error))
    for part in PARTS:
        print(table(part, [row for row in rows if row["part"] == part]))


def measure(plan: Plan, open_model: Callable[[], Embedder]) -> list[Row]:
    """Measure, and give what was measured; it is kept in the work folder as well.

    Raises:
        NoPassages: there are none in the folder.
    """
    _prepare(plan, open_model)
    rows = []
    for row in _rows(plan):
        stamped = {**row, "measured": datetime.now(UTC).isoformat(timespec="seconds")}
        with (plan.work / "results.json").open("a", encoding="utf-8") as stream:
            stream.write(json.dumps(stamped) + "\n")
        print(json.dumps(stamped), file=sys.stderr, flush=True)
        rows.append(stamped)
    return rows


def _prepare(plan: Plan, open_model: Callable[[], Embedder]) -> None:
    """Embed passages and questions that are not embedded yet."""
    documents = read_documents(plan.passages)
    chosen = first_documents(documents, plan.real)
    folder = plan.work / "passages"
    texts = texts_of(chosen)[: plan.embed]
    queries = plan.work / "questions.npy"
    if not queries.exists() or not folder.exists() or len(cached(folder, plan.embed)) < len(texts):
        model = open_model()
        embedded(texts, folder, model)
        others = texts_of(documents[len(chosen) + 1 :] or chosen)
        np.save(queries, model.embed_queries(questions([last_sentence(text) for text in others], plan.asked)))


def _rows(plan: Plan) -> Iterator[Row]:
    real = cached(plan.work / "passages", plan.real)
    queries = np.load(plan.work / "questions.npy")
    for size in plan.sizes:
        about = {"size": size, "embedded": min(size, len(real))}
        if {"dense", "pgvector"} & set(plan.parts):
            ground = lay_ground(plan.work / str(size), grown(real, size), queries)
        if "dense" in plan.parts:
            yield from ({"part": "dense", **about, **row} for row in _dense(ground, plan.kinds))
        if "pgvector" in plan.parts:
            with postgresql.database() as url:
                found = postgresql.measured(ground, url)
            yield from ({"part": "pgvector", **about, **row} for row in found)
        if "lexical" in plan.parts:
            yield {"part": "lexical", **_lexical(plan, min(size, MOST_LEXICAL))}
        if "whole" in plan.parts and size <= plan.real:
            yield from ({"part": "whole", "size": size, **row} for row in _whole(plan, size))


def _dense(ground: Ground, kinds: Sequence[str]) -> Iterator[Row]:
    for kind in sorted(kinds, key=lambda name: list(KINDS).index(name)):
        row = _apart(dense.built, ground, kind)
        for found in _apart(dense.searched, ground, kind):
            yield {"kind": kind, **row, **found}
        if kind in LEAVES_OUT:
            for share in HIDDEN:
                for found in _apart(dense.hidden, ground, kind, share):
                    yield {"kind": kind, **found}


def _lexical(plan: Plan, size: int) -> Row:
    folder = plan.work / str(size) / "words"
    row = _apart(lexical.written, plan.passages, plan.real, size, folder)
    return {"size": size, **row, **_apart(lexical.scored, plan.passages, plan.real, folder)}


def _whole(plan: Plan, size: int) -> Iterator[Row]:
    folder, vectors = plan.work / str(size) / "index", plan.work / "vectors.npy"
    np.save(vectors, cached(plan.work / "passages", plan.real).astype(np.float16))
    row = _apart(whole.reindexed, plan.passages, size, folder, vectors)
    for found in _apart(whole.asked, plan.passages, size, folder, vectors):
        yield {**row, **found}


def _apart(
    work: Callable[Arguments, Result], *arguments: Arguments.args, **options: Arguments.kwargs
) -> Result:
    """Do something in a process of its own."""
    with ProcessPoolExecutor(1, get_context("spawn")) as process:
        return process.submit(work, *arguments, **options).result()


if __name__ == "__main__":
    main()
