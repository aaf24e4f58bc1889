"""The `wegwijzer` command: its subcommands, and what an error looks like."""

import gc
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from importlib import import_module

import typer

from bot.wording import cli as words
from bot.wording.evaluation_cli import EVALUATION_SET
from bot.wording.fixed_answers_cli import FIXED_ANSWERS
from bot.wording.gaps_cli import GAPS
from bot.wording.knelpunten_cli import KNELPUNTEN
from bot.wording.library_cli import DOCUMENTS
from bot.wording.matrix_cli import MATRIX


@dataclass(frozen=True, slots=True)
class Group:
    """Commands that share a first word, under that word.

    Attributes:
        help: what they are for.
        commands: for each word the module below `bot.cli` and its function, or a group of its own.
    """

    help: str
    commands: "dict[str, str | Group]"


COMMANDS = Group(
    words.PROGRAM,
    {
        "chat": "chat:chat",
        "run": "run:run",
        "ask": "ask:ask",
        "search": "search:search",
        "reindex": "reindex:reindex",
        "generaties": "generations:list_generations",
        "terug": "go_back:go_back_to",
        "evaluate": "evaluate:evaluate",
        "install": "install:install",
        "knelpunten": Group(
            KNELPUNTEN,
            {
                "list": "knelpunten.listing:list_knelpunten",
                "show": "knelpunten.showing:show_knelpunt",
                "export": "knelpunten.exporting:export_knelpunten",
                "import": "knelpunten.importing:import_knelpunten",
                "similar": "knelpunten.similar:similar_knelpunten",
                "check-privacy": "check_privacy:check_privacy",
            },
        ),
        "overzicht": "overview:overview",
        "stand": "stand:stand",
        "documenten": Group(
            DOCUMENTS,
            {
                "list": "documents.listing:list_documents",
                "show": "documents.showing:show_document",
                "add": "documents.adding:add_documents",
                "set": "documents.setting:set_document",
                "withdraw": "documents.withdrawing:withdraw_document",
            },
        ),
        "gezondheid": "health:health",
        "vragen": Group(
            GAPS,
            {
                "list": "gaps.listing:list_gaps",
                "show": "gaps.showing:show_gap",
                "buiten": "gaps.deciding:put_outside",
                "antwoord": "gaps.answering:answer_gap",
                "toets": "gaps.evaluating:evaluate_gap",
            },
        ),
        "antwoorden": Group(
            FIXED_ANSWERS,
            {
                "list": "fixed_answers.listing:list_fixed_answers",
                "show": "fixed_answers.showing:show_fixed_answer",
                "erbij": "fixed_answers.adding:add_fixed_answer",
                "wijzig": "fixed_answers.changing:change_fixed_answer",
                "weg": "fixed_answers.removing:remove_fixed_answer",
            },
        ),
        "toetsvragen": Group(
            EVALUATION_SET,
            {
                "list": "evaluation_set.listing:list_questions",
                "erbij": "evaluation_set.adding:add_question",
                "weg": "evaluation_set.removing:remove_question",
                "meet": "evaluation_set.measuring:measure_questions",
            },
        ),
        "kenmerk": "correlation:print_correlation",
        "migrate-data": "migrate_data:migrate_data",
        "doctor": "doctor:doctor",
        "backup": "backup:backup",
        "restore": "restore:restore",
        "matrix": Group(MATRIX, {"setup": "matrix.setup:setup", "recover": "matrix.recover:recover"}),
        "check-privacy": "check_privacy:check_privacy",
    },
)


def main() -> None:
    """Run a command; exit code 0 done, 1 could not, 2 wrong use."""
    # What a command loads stays until it ends; to look through all that for garbage time and again, as a
    # program does that makes and forgets, is a third of the time that a start takes.
    gc.set_threshold(50_000, 20, 50)
    app = _app(COMMANDS, sys.argv[1:])
    try:
        app()
    except KeyboardInterrupt:
        sys.exit(130)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(1)
    except Exception as error:
        from bot.wording.errors import explain  # noqa: PLC0415

        sentence = explain(error)
        if sentence is None:
            raise
        sys.stderr.write(f"wegwijzer: {sentence}\n")
        sys.exit(1)


def _app(group: Group, arguments: Sequence[str]) -> typer.Typer:
    app = typer.Typer(
        help=group.help,
        no_args_is_help=True,
        add_completion=False,
        pretty_exceptions_enable=False,
        rich_markup_mode=None,
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    # With a callback a command is named on the command line, also when it is the only one.
    app.callback()(_program)
    # A command is imported only when it is the one that is asked for: together they take a second.
    asked = arguments[0] if arguments else ""
    names = [asked] if asked in group.commands else list(group.commands)
    for name in names:
        command = group.commands[name]
        if isinstance(command, Group):
            app.add_typer(_app(command, arguments[1:]), name=name)
        else:
            module_name, function = command.split(":")
            module = import_module(f"bot.cli.{module_name}")
            app.command(name, help=module.HELP)(getattr(module, function))
    return app


def _program() -> None:
    """Take no options of its own."""
