"""`wegwijzer check-privacy`: the personal data in each line of a text."""

import json
import sys
from collections.abc import Sequence
from typing import Annotated

import typer

from bot.privacy.detection import find_personal_data
from bot.privacy.personal_data import PersonalData, as_json
from bot.wording import knelpunten_cli as words
from bot.wording.privacy import KIND_NAMES

HELP = words.CHECK_PRIVACY


def check_privacy(
    json_lines: Annotated[bool, typer.Option("--json", help=words.CHECK_PRIVACY_JSON)] = False,
) -> None:
    """Print what is found in each line, before the next is read."""
    if sys.stdin.isatty():
        sys.stderr.write(words.CHECK_PRIVACY_TYPE + "\n")
    for number, line in enumerate(sys.stdin.buffer, 1):
        found = find_personal_data(line.decode(errors="replace").removesuffix("\n").removesuffix("\r"))
        shown = json.dumps(as_json(found), ensure_ascii=False) if json_lines else _lines(number, found)
        if shown:
            sys.stdout.write(shown + "\n")
            sys.stdout.flush()


def _lines(number: int, found: Sequence[PersonalData]) -> str:
    return "\n".join(
        words.CHECK_PRIVACY_FOUND.format(line=number, kind=KIND_NAMES[data.kind], text=data.text)
        for data in found
    )
