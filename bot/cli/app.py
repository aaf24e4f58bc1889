"""The `wegwijzer` command: its subcommands, and what an error looks like."""

import sys
from importlib import import_module

import typer

from bot.wording import cli as words

COMMANDS = ("chat", "run", "ask", "search", "reindex", "evaluate", "install")


def main() -> None:
    """Run a command; exit code 0 done, 1 could not, 2 wrong use."""
    # A command is imported only when it is the one that is asked for: together they take a second.
    asked = sys.argv[1:2]
    app = _app(asked if set(asked) <= set(COMMANDS) and asked else list(COMMANDS))
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


def _app(commands: list[str]) -> typer.Typer:
    app = typer.Typer(
        help=words.PROGRAM,
        no_args_is_help=True,
        add_completion=False,
        pretty_exceptions_enable=False,
        rich_markup_mode=None,
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    # With a callback a command is named on the command line, also when it is the only one.
    app.callback()(_program)
    for name in commands:
        module = import_module(f"bot.cli.{name}")
        app.command(help=module.HELP)(getattr(module, name))
    return app


def _program() -> None:
    """Take no options of its own."""
