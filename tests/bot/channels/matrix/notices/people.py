"""Those who treat knelpunten, and those who have them: they do whatever comes to mind."""

import asyncio
import random
import re
from collections.abc import Sequence
from contextlib import suppress
from itertools import count

from bot.signs import NUMBERS
from bot.wording import intake
from bot.wording import workflow as words
from tests.synapse.encrypted_person import EncryptedPerson
from tests.synapse.person import Person
from tests.synapse.watching import Event, replies_to

THINKS = 0.3
"""Seconds at most between a reply and what is said to it."""

SAYS_UNASKED, JOINS = 0.2, 0.02
"""How probable that is each time."""

DESCRIPTION = "Ouders vullen drie keer hetzelfde in."
"""What everybody reports."""

DONE = tuple(
    max(re.split(r"{\w+}", sentence), key=len)
    for sentence in (words.TOLD, words.ASKED, words.MERGED, words.SPLIT)
)
"""Of what is said to a command that changed something, the part that is said to no other."""

_cases = count(1)


def something() -> str:
    """Give words that nobody says twice."""
    return f"Het gaat om geval {next(_cases)} van dit jaar."


class Somebody:
    """One person in their own room with the assistant.

    Args:
        person: who they are.
        room: where they talk.
        numbers: of all knelpunten.
        seed: of what comes to their mind.
    """

    def __init__(
        self, person: Person | EncryptedPerson, room: str, numbers: Sequence[str], seed: int
    ) -> None:
        self.person, self.room = person, room
        self._numbers = numbers
        self._chance = random.Random(f"{seed} {numbers}")

    async def _say(self, text: str, to: Event | None = None) -> str:
        """Say something, perhaps as a reply to an event, and read the reply."""
        relation = {"m.relates_to": {"m.in_reply_to": {"event_id": to["event_id"]}}} if to else {}
        reply = await self.person.wait_for_reply(await self.person.say(self.room, text, **relation))
        body: str = reply["content"]["body"]
        return body

    async def _think(self) -> None:
        await asyncio.sleep(self._chance.uniform(0, THINKS))


class Handler(Somebody):
    """Treats knelpunten; `changed` are the numbers of those that they were told they changed, in order."""

    def __init__(
        self, person: Person | EncryptedPerson, room: str, numbers: Sequence[str], seed: int
    ) -> None:
        super().__init__(person, room, numbers, seed)
        self.changed: list[str] = []

    async def talk(self, enough: asyncio.Event) -> None:
        while not enough.is_set():
            number, other = self._chance.sample(self._numbers, 2)
            reply = await self._say(self._command(number, other))
            if any(sign in reply for sign in DONE):
                self.changed.append(number)
            await self._think()

    def _command(self, number: str, other: str) -> str:
        """Think of something to do with a knelpunt, perhaps with another one."""
        return self._chance.choice(
            [
                f"/neem {number}",
                f"/neem {number}",
                f"/neem {number}",
                f"/vraag {number} {something()}",
                f"/vraag {number} {something()}",
                f"/zet {number} doorgezet {something()}",
                f"/zet {number} versneld",
                f"/zet {number} opgelost {something()}",
                f"/zet {number} afgesloten {something()}",
                f"/samen {other} {number}",
                f"/splits {number}",
                f"/splits {number}",
            ]
        )


class Reporter(Somebody):
    """Has knelpunten, and says something about them when that is asked, and now and then when it is not."""

    def __init__(
        self, person: Person | EncryptedPerson, room: str, numbers: Sequence[str], seed: int
    ) -> None:
        super().__init__(person, room, numbers, seed)
        self._read = 0

    async def talk(self, enough: asyncio.Event) -> None:
        while not enough.is_set():
            for notice in await self._unread():
                await self._answer(notice)
            if self._chance.random() < JOINS:
                await self._join()
            elif self._chance.random() < SAYS_UNASKED:
                await self._say_unasked()
            await self._think()

    async def _unread(self) -> list[Event]:
        """What was said since the last time, that was no reply."""
        await self.person.sync(0)
        new, self._read = self.person.events[self._read :], len(self.person.events)
        return [event for event in new if "body" in event["content"] and replies_to(event) is None]

    async def _answer(self, notice: Event) -> None:
        body = notice["content"]["body"]
        number = next((number for number in self._numbers if body.startswith(f"Over {number} ")), None)
        if number is None:
            return
        easily = self._chance.random() < 0.5
        if words.IS_IT_SOLVED in body and easily:
            await self._touch(notice, self._chance.choice(NUMBERS[:2]))
        elif words.IS_IT_SOLVED in body:
            await self._say(f"{number} {self._chance.choice(['ja', 'nee'])}")
        elif words.HOW_TO_ANSWER.format(number=number) in body:
            text = something()
            said = await (self._say(text, to=notice) if easily else self._say(f"{number} {text}"))
            if words.CHOICE_NO_ANSWER in said:
                # Somebody else answered first: then it can be a remark.
                await self._say(self._chance.choice(["ja", "nee"]))

    async def _touch(self, notice: Event, sign: str) -> None:
        plain = self.person.person if isinstance(self.person, EncryptedPerson) else self.person
        await plain.react(self.room, notice["event_id"], sign)
        # An assistant that was killed before it noted what it said does not know what the sign is with.
        with suppress(TimeoutError):
            await self.person.wait_for_reply(notice["event_id"])

    async def _join(self) -> None:
        """Report what others reported, and join them; perhaps in something that they have already."""
        shown = await self._say(f"/melden {DESCRIPTION}")
        found = [number for number in self._numbers if intake.CHOICE_SAME.format(number=number) in shown]
        ways = (
            [self._chance.choice(found), "UWV", "overslaan", "versturen"] if found else ["stop", "weggooien"]
        )
        for said in ways:
            await self._say(said)

    async def _say_unasked(self) -> None:
        number = self._chance.choice(self._numbers)
        await self._say(
            self._chance.choice([f"/opmerking {number} {something()}", f"/status {number}", "wat is de ACU?"])
        )
