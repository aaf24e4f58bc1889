"""`wegwijzer doctor`: whether everything that the assistant needs is there and works."""

import asyncio
import logging
import sys
from collections.abc import Sequence

import typer

from bot.cli.matrix.account import account_of
from bot.doctor.examining import examine
from bot.doctor.finding import Finding, Sign, wrong
from bot.settings import SettingsInvalid, load_settings
from bot.wording import doctor as words
from bot.wording.errors import explain

HELP = words.DOCTOR


def doctor() -> None:
    """Look at everything, and print what was found; exit code 1 where something is wrong."""
    # What a library logs of what goes wrong, a finding says too.
    logging.disable(logging.CRITICAL)
    try:
        found = _examine()
    finally:
        logging.disable(logging.NOTSET)
    sys.stdout.write(words.report(found))
    if any(finding.sign is Sign.WRONG for finding in found):
        raise typer.Exit(1)


def _examine() -> Sequence[Finding]:
    try:
        settings = load_settings()
    except SettingsInvalid as error:
        return [wrong(words.SETTINGS, explain(each) or str(each)) for each in (error, *error.others)]
    account = account_of(settings, settings.matrix) if settings.matrix else None
    return asyncio.run(examine(settings, account))
