"""Somebody who reports one knelpunt after the other, and does whatever comes to mind."""

import asyncio
import random
from itertools import count
from pathlib import Path

from bot.conversation.form import Step
from bot.messages import Attachment
from bot.wording import intake as words
from tests.torture.homeserver import Homeserver
from tests.torture.understanding import AGAIN, ANSWER_AFTER_ALL, BLACKEN, STEPS, Asked, Understanding

THINKS = 0.15
"""Seconds at most between a reply and what is said to it."""

MOST_TO_FINISH = 60
QUESTIONS = ("wat is de ACU?", "wat is een zbo?", "waarom is het loket dicht?", "wat is het weer?")
ASIDES = ("terug", "overslaan", "verder", "hulp", "stop", "/help", "/mijnmeldingen", "/melden", *QUESTIONS)
"""What anybody may say at any moment."""

PLAIN_WORDS = """loket formulier bericht wachten ouders brief teller postcode fiets balie
uitkering toeslag regeling aanvraag wijziging termijn bezwaar systeem koppeling registratie
controle inkomen woning verhuizing school zorg bijdrage machtiging inlog portaal storing
vertraging dubbel verkeerd onbekend dossier besluit""".split()

LABELS = [label.lower() for label in words.LABELS.values()]
ONWARD: dict[str, str] = {
    Asked.SUMMARY: "versturen",
    Asked.CHOOSING: "terug",
    Asked.STOPPING: "verder met de melding",
    Asked.RESUMING: "verder gaan",
    Asked.SAME: "nee",
}
"""What brings a report nearer to its end."""

ANY_WAY: dict[str, list[str]] = {
    Asked.SUMMARY: ["iets wijzigen", *(f"wijzig {label}" for label in LABELS)],
    Asked.CHOOSING: LABELS,
    Asked.STOPPING: ["bewaren", "bewaren", "weggooien", "verder met de melding"],
    Asked.RESUMING: ["verder gaan", "verder gaan", "verder gaan", "later", AGAIN],
    Asked.SAME: ["nee", "nee", "1"],
}
"""What does not, or not always."""

KNOWN_PROBLEMS = (
    "Ouders moeten bij een verhuizing drie keer hetzelfde formulier invullen.",
    "De brief over de toeslag komt pas na de betaaldatum bij mensen aan.",
    "Het portaal van de school kent de machtiging van een bewindvoerder niet.",
)
"""What more than one person reports."""


class Person:
    """One person in one room.

    Args:
        sender: who they are; somebody can be in several rooms.
        room: where they talk.
        homeserver: what they talk through.
        photo: what they send along.
        seed: of what comes to their mind.
    """

    def __init__(self, sender: str, room: str, homeserver: Homeserver, photo: Path, seed: int) -> None:
        self.sender, self.room = sender, room
        self.understanding = Understanding()
        self.secrets: list[str] = []
        self._homeserver, self._photo = homeserver, photo
        self._chance = random.Random(f"{seed} {room}")
        self._numbers = count(1)

    async def converse(self, enough: asyncio.Event) -> None:
        """Talk until it is enough, and then send what was begun.

        Raises:
            AssertionError: that is not possible.
        """
        while not enough.is_set():
            if self._chance.random() < 0.03:
                await self._send_photo()
            elif self._chance.random() < 0.1:
                await self._say(self._next(), self._chance.choice(ASIDES))
            else:
                await self._say(self._next())
            await asyncio.sleep(self._chance.uniform(0, THINKS))
        for _ in range(MOST_TO_FINISH):
            if not self.understanding.kept:
                return
            await self._say(self._onward())
        raise AssertionError(f"{self.room} cannot finish: {self.understanding}")

    async def _say(self, *texts: str) -> None:
        """Say something, or one thing and at once another, and read the replies."""
        messages = [await self._homeserver.say(self.sender, self.room, text) for text in texts]
        for text, message in zip(texts, messages, strict=True):
            await message.answered.wait()
            self.understanding.take(text, message.shown)

    async def _send_photo(self) -> None:
        photo = Attachment(
            name=f"foto {next(self._numbers)} van {self.room}.png",
            size=self._photo.stat().st_size,
            source=str(self._photo),
        )
        message = await self._homeserver.say(self.sender, self.room, "", photo)
        await message.answered.wait()
        self.understanding.take("", message.shown)

    def _next(self) -> str:
        """Think of something to say."""
        asked, chance = self.understanding.asked, self._chance.random()
        if self.understanding.held_back:
            return self._chance.choice([BLACKEN, BLACKEN, "zelf herschrijven", self._plain()])
        if chance < 0.05:
            return self._with_personal_data()
        if chance < 0.25:
            return self._chance.choice(ASIDES)
        if asked in ANY_WAY and (asked != Asked.SUMMARY or chance < 0.5):
            return self._chance.choice(ANY_WAY[asked])
        return self._onward()

    def _onward(self) -> str:
        """Say what brings a report nearer to its end."""
        asked = self.understanding.asked
        if asked in ONWARD:
            return ONWARD[asked]
        if asked == Asked.NOTHING:
            return self._chance.choice(["/melden", "/melden", f"/melden {self._plain()}"])
        return self._answer(STEPS[asked])

    def _answer(self, step: Step) -> str:
        if step.choices:
            return self._chance.choice(["1", "2", step.choices[-1].value])
        if self.understanding.aside and self._chance.random() < 0.5:
            return ANSWER_AFTER_ALL
        if not step.required and self._chance.random() < 0.3:
            return self._chance.choice(["overslaan", "verder"])
        if step.name == "description" and self._chance.random() < 0.7:
            return self._chance.choice(KNOWN_PROBLEMS)
        return self._plain()

    def _plain(self) -> str:
        return " ".join(self._chance.sample(PLAIN_WORDS, self._chance.randint(5, 8)))

    def _with_personal_data(self) -> str:
        """Name somebody who is nobody, in an answer or in a question."""
        address = f"{self.room}-{next(self._numbers)}@voorbeeld.nl"
        self.secrets.append(address)
        return self._chance.choice(
            [f"mail naar {address} over het {self._plain()}", f"wat is een zbo volgens {address}?"]
        )
