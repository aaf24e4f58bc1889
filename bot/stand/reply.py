"""The reply to `/stand`: the draft as two files, or why there is none."""

import re
from collections.abc import Sequence
from datetime import datetime

from bot.messages import Choice, File, Kind, Reply, paragraph
from bot.stand.docx import write_docx
from bot.stand.drafting import draft_letter
from bot.stand.markdown import write_markdown
from bot.stand.selection import History, NothingReported, OrganisationUnknown
from bot.wording import stand as words
from bot.workflow.routing import Rule

_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_MARKDOWN = "text/markdown"
_ARGUMENT = re.compile(r"(?P<organisation>\S.*?)[\s,]+(?P<year>\d{4})", re.DOTALL)


def organisation_in(argument: str) -> str:
    """Give the organisation that was typed behind `/stand`; ``""`` where that cannot be read."""
    asked = _ARGUMENT.fullmatch(argument.strip())
    return asked["organisation"] if asked else ""


def stand_reply(argument: str, histories: Sequence[History], rules: Sequence[Rule], now: datetime) -> Reply:
    """Make the reply to `/stand`.

    Takes some tenths of a second of calculating: call it in a thread.

    Args:
        argument: what was typed behind it: an organisation and a year.
        histories: all knelpunten, with what happened to them.
        rules: of the routing.
        now: when it was asked.
    """
    asked = _ARGUMENT.fullmatch(argument.strip())
    if asked is None:
        return _say(words.ARGUMENT_NEEDED)
    organisation, year = asked["organisation"], int(asked["year"])
    try:
        letter = draft_letter(histories, organisation, year, rules, now)
    except OrganisationUnknown as error:
        choices = tuple(Choice(name, f"/stand {name} {year}") for name in error.nearest)
        return _say(words.refusal(error), *([words.WHICH] if choices else []), choices=choices)
    except NothingReported as error:
        choices = tuple(
            Choice(f"{error.organisation} {other}", f"/stand {error.organisation} {other}")
            for other in error.years
        )
        return _say(words.refusal(error), choices=choices)
    return _say(
        letter.made,
        words.READ_IT,
        files=(
            File(f"{letter.file_name}.docx", _DOCX, write_docx(letter)),
            File(f"{letter.file_name}.md", _MARKDOWN, write_markdown(letter).encode()),
        ),
    )


def _say(*sentences: str, choices: tuple[Choice, ...] = (), files: tuple[File, ...] = ()) -> Reply:
    return Reply(tuple(map(paragraph, sentences)), Kind.COMMAND, choices=choices, files=files)
