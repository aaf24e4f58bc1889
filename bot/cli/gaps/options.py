"""Arguments that the commands about gaps share."""

from typing import Annotated

import typer

from bot.wording import gaps_cli as words

IdArgument = Annotated[str, typer.Argument(metavar="VRAAG", help=words.ID)]
