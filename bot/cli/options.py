"""Options that several commands share."""

from pathlib import Path
from typing import Annotated

import typer

from bot.wording import cli as words

IndexOption = Annotated[Path | None, typer.Option("--index", metavar="DIR", help=words.INDEX_OPTION)]
