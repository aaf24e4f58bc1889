"""One conversation for every channel, in which somebody reports a knelpunt."""

import io
from dataclasses import dataclass

from PIL import Image

from bot.knelpunten.report import Report


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

SCRIPT: tuple[str | Sent, ...] = (
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
"""What is reported at the end of it."""
