"""`wegwijzer evaluate`: how good answers are, or how well passages are found."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from bot.assembly.answering import open_dialogue, open_embedder
from bot.assembly.generations import generations_of
from bot.cli.hidden import hidden_from
from bot.cli.options import IndexOption
from bot.cli.progress import progress_on_stderr
from bot.evaluation.intents import confusion, read_messages
from bot.evaluation.judging import judge
from bot.evaluation.questions import read_questions
from bot.evaluation.report import read_report, sum_up
from bot.intents.classifier import load_classifier
from bot.intents.recognition import IntentRecognition
from bot.settings import load_settings
from bot.wording import cli as words
from bot.wording.evaluation import (
    describe_comparison,
    describe_confusion,
    describe_report,
    describe_retrieval,
)
from index.evaluation import evaluate as evaluate_retrieval
from index.evaluation import write_trec_run

HELP = words.EVALUATE


def _input_file(help_text: str) -> typer.models.OptionInfo:
    option: typer.models.OptionInfo = typer.Option(
        metavar="FILE", exists=True, dir_okay=False, help=help_text
    )
    return option


def evaluate(
    questions: Annotated[Path | None, _input_file(words.EVALUATE_QUESTIONS)] = None,
    json_file: Annotated[
        Path | None, typer.Option("--json", metavar="FILE", help=words.EVALUATE_JSON)
    ] = None,
    compare: Annotated[Path | None, _input_file(words.EVALUATE_COMPARE)] = None,
    intents: Annotated[Path | None, _input_file(words.EVALUATE_INTENTS)] = None,
    corpus: Annotated[Path | None, _input_file(words.EVALUATE_CORPUS)] = None,
    queries: Annotated[Path | None, _input_file(words.EVALUATE_QUERIES)] = None,
    qrels: Annotated[Path | None, _input_file(words.EVALUATE_QRELS)] = None,
    run: Annotated[Path | None, typer.Option("--run", metavar="FILE", help=words.EVALUATE_RUN)] = None,
    index: IndexOption = None,
) -> None:
    """Measure answers on questions, intents on messages, or retrieval on judged passages."""
    asked = [name for name in (questions, intents, corpus) if name is not None]
    if len(asked) != 1:
        raise typer.BadParameter(words.EVALUATE_ONE_OF)
    if questions is not None:
        _evaluate_answers(questions, json_file, compare, index)
    elif intents is not None:
        _evaluate_intents(intents, json_file)
    elif corpus is not None and queries is not None and qrels is not None:
        _evaluate_retrieval(corpus, queries, qrels, run, index)
    else:
        raise typer.BadParameter(words.EVALUATE_ONE_OF)


def _evaluate_answers(
    questions: Path, json_file: Path | None, compare: Path | None, index: Path | None
) -> None:
    asked = list(read_questions(questions))
    earlier = read_report(compare) if compare else None
    settings = load_settings()
    dialogue = open_dialogue(settings, index, progress_on_stderr)
    hidden = hidden_from(settings, dialogue.versions)
    progress = progress_on_stderr(words.TASK_QUESTIONS)
    judgements = []
    for judgement in judge(dialogue, asked, hidden):
        judgements.append(judgement)
        progress(len(judgements), len(asked))
    report = sum_up(judgements)
    sys.stdout.write(describe_report(report) + "\n")
    if earlier:
        sys.stdout.write("\n" + describe_comparison(earlier, report) + "\n")
    if json_file:
        json_file.write_text(report.model_dump_json(indent=2) + "\n")


def _evaluate_intents(messages: Path, json_file: Path | None) -> None:
    read = read_messages(messages)
    settings = load_settings()
    embedder = open_embedder(settings, progress_on_stderr)
    recognition = IntentRecognition(load_classifier(embedder, settings.data_dir / "models"))
    measured = confusion(read, recognition, embedder)
    sys.stdout.write(describe_confusion(measured) + "\n")
    if json_file:
        json_file.write_text(measured.model_dump_json(indent=2) + "\n")


def _evaluate_retrieval(
    corpus: Path, queries: Path, qrels: Path, run: Path | None, index: Path | None
) -> None:
    settings = load_settings()
    evaluation = evaluate_retrieval(
        corpus,
        queries,
        qrels,
        open_embedder(settings, progress_on_stderr),
        generations=generations_of(settings, index) if index else None,
        progress=progress_on_stderr(words.TASK_INDEX),
    )
    if run:
        write_trec_run(run, evaluation.run)
    sys.stdout.write(describe_retrieval(evaluation) + "\n")
