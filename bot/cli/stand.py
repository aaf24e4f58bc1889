"""`wegwijzer stand`: the draft of the Stand van de Uitvoering of an organisation."""

import asyncio
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from bot.cli.knelpunten.store import open_store
from bot.cli.output import check_output, replace_output
from bot.settings import Settings, load_settings
from bot.stand.drafting import draft_letter
from bot.stand.letter import Letter
from bot.stand.markdown import write_markdown
from bot.stand.selection import History
from bot.storage.knelpunten import Filter
from bot.wording import knelpunten_cli
from bot.wording import stand as words
from bot.workflow.routing_rules import load_rules

HELP = words.HELP

_DOCX, _MARKDOWN = ".docx", ".md"


def stand(
    organisation: Annotated[str, typer.Argument(metavar="ORGANISATIE", help=words.ORGANISATION_ARGUMENT)],
    year: Annotated[int, typer.Argument(metavar="JAAR", help=words.YEAR_ARGUMENT)],
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="FILE", dir_okay=False, help=words.OUTPUT)
    ] = None,
    force: Annotated[bool, typer.Option("--force", help=knelpunten_cli.FORCE)] = False,
) -> None:
    """Write the draft in the form that the name of the file tells."""
    if output is not None:
        if output.suffix.lower() not in {_DOCX, _MARKDOWN}:
            raise typer.BadParameter(words.FORM_UNKNOWN, param_hint="--output")
        check_output(output, force=force)
    settings = load_settings()
    rules = load_rules(settings.workflow.routing)
    letter = draft_letter(asyncio.run(_histories(settings)), organisation, year, rules, datetime.now(UTC))
    if output is None:
        sys.stdout.buffer.write(write_markdown(letter).encode())
        sys.stdout.buffer.flush()
    else:
        replace_output(output, _written(letter, output.suffix.lower()))


async def _histories(settings: Settings) -> tuple[History, ...]:
    async with open_store(settings) as store:
        return await store.knelpunten.with_histories(Filter())


def _written(letter: Letter, suffix: str) -> bytes:
    if suffix == _MARKDOWN:
        return write_markdown(letter).encode()
    # Takes a while to import.
    from bot.stand.docx import write_docx  # noqa: PLC0415

    return write_docx(letter)
