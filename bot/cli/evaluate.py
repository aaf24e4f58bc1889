"""`wegwijzer evaluate`: how well passages are found, on a set with judged passages."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from bot.assembly import open_embedder
from bot.cli.options import IndexOption
from bot.cli.progress import progress_on_stderr
from bot.settings import load_settings
from bot.wording import cli as words
from index.evaluation import evaluate as evaluate_retrieval

HELP = words.EVALUATE

_InputFile = Annotated[Path, typer.Option(metavar="FILE", exists=True, dir_okay=False)]


def evaluate(
    corpus: Annotated[Path, typer.Option(metavar="FILE", exists=True, dir_okay=False, help=words.EVALUATE_CORPUS)],
    queries: Annotated[Path, typer.Option(metavar="FILE", exists=True, dir_okay=False, help=words.EVALUATE_QUERIES)],
    qrels: Annotated[Path, typer.Option(metavar="FILE", exists=True, dir_okay=False, help=words.EVALUATE_QRELS)],
    run: Annotated[Path | None, typer.Option("--run", metavar="FILE", help=words.EVALUATE_RUN)] = None,
    index: IndexOption = None,
) -> None:
    """Index the corpus with the real pipeline and print the measures."""
    embedder = open_embedder(load_settings(), progress_on_stderr)
    sys.stdout.write(f"{evaluate_retrieval(corpus, queries, qrels, embedder, run=run, index_dir=index)}\n")
