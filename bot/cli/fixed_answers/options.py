"""Options that the commands about fixed answers share."""

from typing import Annotated

import typer

from bot.fixed_answers.labelled import Label, Labelled
from bot.wording import fixed_answers_cli as words

NumberArgument = Annotated[int, typer.Argument(metavar="NUMMER", help=words.NUMBER, min=1)]
QuestionOption = Annotated[list[str], typer.Option("--vraag", metavar="TEKST", help=words.QUESTION)]
TextOption = Annotated[str, typer.Option("--tekst", metavar="TEKST", help=words.TEXT, show_default=False)]
SourceOption = Annotated[str, typer.Option("--bron", metavar="BRON", help=words.SOURCE, show_default=False)]
OwnerOption = Annotated[str, typer.Option("--eigenaar", metavar="NAAM", help=words.OWNER, show_default=False)]
ReviewOption = Annotated[
    str, typer.Option("--nakijken", metavar="DATUM", help=words.REVIEW, show_default=False)
]


def labelled(text: str, source: str, owner: str, review: str, questions: list[str]) -> Labelled:
    """Give what was typed as the assistant reads it in chat."""
    others = ((Label.SOURCE, source), (Label.OWNER, owner), (Label.REVIEW, review))
    asked = tuple((Label.QUESTION, question) for question in questions)
    return Labelled(
        text.strip(), tuple((label, said.strip()) for label, said in (*others, *asked) if said.strip())
    )
