"""What somebody says on every channel: the same words should come back."""

import io
from dataclasses import dataclass
from itertools import chain

from PIL import Image

from bot.knelpunten.report import Report
from bot.wording.commands import NO_SUCH_KNELPUNT


@dataclass(frozen=True, slots=True)
class Sent:
    """A file that somebody sends."""

    name: str
    content: bytes


def _photo() -> bytes:
    file = io.BytesIO()
    Image.linear_gradient("L").resize((64, 48)).save(file, "PNG")
    return file.getvalue()


PHOTO = Sent("scherm.png", _photo())

REPORT: tuple[str | Sent, ...] = (
    "/melden",
    "Ouders moeten bij een verhuizing drie keer hetzelfde formulier invullen.",
    "1 en 3",
    "jonge ouders",
    "terug",
    "ouders die verhuizen",
    "Gemeente Zwolle",
    "wat is de ACU?",
    "gegevensdelign",
    PHOTO,
    "overslaan",
    "elke week",
    "hulp",
    "Ze wachten <b>weken</b> op hun toeslag & bellen ons.",
    "overslaan",
    "Eén formulier voor alle instanties.",
    "ja",
    "wijzig organisatie",
    "Gemeente Kampen",
    "versturen",
)

QUESTIONS = (
    "wat is de ACU?",
    "en wie zitten daarin?",
    "wat is de hoofdstad van Frankrijk?",
    "dank je",
    "/help",
    "/onzin",
)
PERSONAL_DATA = (
    "/melden",
    "De brief aan BSN 123456782 kwam weken te laat aan.",
    "zwart maken",
    "stop",
    "weggooien",
    "/vergeetmij",
    "nee",
)

END = "/status KP-1900-0001"
"""Closes each dialogue; what is said to it is said to nothing else."""

END_SAID = NO_SUCH_KNELPUNT.format(number="KP-1900-0001")

DIALOGUES: dict[str, tuple[str | Sent, ...]] = {
    "a report": REPORT,
    "questions": QUESTIONS,
    "personal data": PERSONAL_DATA,
}
"""One person holds them one after the other."""

SCRIPT: tuple[str | Sent, ...] = tuple(chain.from_iterable((*lines, END) for lines in DIALOGUES.values()))

TOLD = Report(
    title="Ouders moeten bij een verhuizing drie keer hetzelfde formulier invullen",
    description="Ouders moeten bij een verhuizing drie keer hetzelfde formulier invullen.",
    affected="burgers, professionals",
    group="ouders die verhuizen",
    organisation="Gemeente Kampen",
    cause="gegevensdeling",
    frequency="elke week",
    consequence="Ze wachten <b>weken</b> op hun toeslag & bellen ons.",
    proposal="Eén formulier voor alle instanties.",
    contact=True,
)
"""What is reported in the first one."""
