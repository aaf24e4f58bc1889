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
from bot.wording.evaluation import describe
from index.evaluation import evaluate as evaluate_retrieval
from index.evaluation import write_trec_run

HELP = words.EVALUATE


def _input_file(help_text: str) -> typer.models.OptionInfo:
    option: typer.models.OptionInfo = typer.Option(
        metavar="FILE", exists=True, dir_okay=False, help=help_text
    )
    return option


def evaluate(
    corpus: Annotated[Path, _input_file(words.EVALUATE_CORPUS)],
    queries: Annotated[Path, _input_file(words.EVALUATE_QUERIES)],
    qrels: Annotated[Path, _input_file(words.EVALUATE_QRELS)],
    run: Annotated[Path | None, typer.Option("--run", metavar="FILE", help=words.EVALUATE_RUN)] = None,
    index: IndexOption = None,
) -> None:
    """Index the corpus with the real pipeline and print the measures."""
    embedder = open_embedder(load_settings(), progress_on_stderr)
    evaluation = evaluate_retrieval(
        corpus, queries, qrels, embedder, index_dir=index, progress=progress_on_stderr(words.TASK_INDEX)
    )
    if run:
        write_trec_run(run, evaluation.run)
    sys.stdout.write(describe(evaluation) + "\n")
