"""People talk in many rooms while the assistant is killed and the homeserver restarts, time after time."""

import asyncio
import random
import sqlite3
from contextlib import closing
from dataclasses import dataclass

import aiohttp

from bot.channels.matrix.account import MatrixAccount
from tests.bot.channels.matrix.conftest import process
from tests.synapse.encrypted_person import EncryptedPerson
from tests.synapse.person import Person
from tests.synapse.server import Synapse
from tests.synapse.watching import replies_to

SHORTEST_LIFE, LONGEST_LIFE = 1.5, 5.0
"""Seconds that a process lives; it takes about two to begin."""

PATIENCE = 180.0


@dataclass(frozen=True, slots=True)
class Faults:
    """What happens, and how often."""

    rooms: int
    messages: int
    kills: int
    restarts: int
    seed: int

    @property
    def pause(self) -> float:
        """Seconds between two messages in a room, so that people talk until the last kill."""
        return self.kills * (SHORTEST_LIFE + LONGEST_LIFE) / 2 * self.rooms / self.messages


async def survive(
    synapse: Synapse, person: Person | EncryptedPerson, account: MatrixAccount, faults: Faults
) -> list[str]:
    """Let it all happen; give what is not as it should be: that is, one answer to each message, in order.

    Where the person talks in encrypted rooms, they must be able to read it, and the server must not.
    """
    chance = random.Random(faults.seed)
    async with process(account):
        rooms = [await person.create_room(account.user_id) for _ in range(faults.rooms)]
        for room in rooms:
            await person.wait_for_member(room, account.user_id)
    talking = asyncio.create_task(_talk(person, rooms, faults))
    restarts = set(chance.sample(range(faults.kills), faults.restarts))
    for number in range(faults.kills):
        async with process(account):
            await asyncio.sleep(chance.uniform(SHORTEST_LIFE, LONGEST_LIFE))
            if number in restarts:
                await asyncio.to_thread(synapse.stop)
                await asyncio.sleep(chance.uniform(0, 1))
                await asyncio.to_thread(synapse.start)
                await asyncio.sleep(chance.uniform(0, 2))
            # It is killed in the middle of something.
            while not (_waiting(account) or talking.done()):  # noqa: ASYNC110
                await asyncio.sleep(0.01)
    await talking
    async with process(account), asyncio.timeout(PATIENCE):
        while await _unanswered(person, account, rooms):  # noqa: ASYNC110
            await asyncio.sleep(0.5)
        # What would be answered twice has to get the time for it.
        await asyncio.sleep(1)
    return [finding for room in rooms for finding in await _findings(person, account, faults, room)]


def _waiting(account: MatrixAccount) -> int:
    """How many messages the assistant has taken in and not answered."""
    with closing(sqlite3.connect(account.data_dir / "wegwijzer.db")) as database:
        (count,) = database.execute("SELECT count(*) FROM inbox WHERE finished_at IS NULL").fetchone()
        return int(count)


async def _talk(person: Person | EncryptedPerson, rooms: list[str], faults: Faults) -> None:
    # A client that encrypts says one thing at a time.
    turn = asyncio.Semaphore(1 if isinstance(person, EncryptedPerson) else faults.rooms)
    async with asyncio.TaskGroup() as tasks:
        for room in rooms:
            tasks.create_task(_talk_in(person, room, faults, turn))


async def _talk_in(
    person: Person | EncryptedPerson, room: str, faults: Faults, turn: asyncio.Semaphore
) -> None:
    for number in range(faults.messages // faults.rooms):
        while True:
            try:
                async with turn:
                    await person.say(room, f"vraag {number}")
                break
            except (aiohttp.ClientError, AssertionError, OSError):
                # The homeserver is away. It may have the message: then it is there twice, and answered twice.
                await asyncio.sleep(0.2)
        await asyncio.sleep(faults.pause)


async def _exchange(
    person: Person | EncryptedPerson, account: MatrixAccount, room: str
) -> tuple[dict[str, str], list[tuple[str, str]]]:
    """What was asked in a room, by event, and what was replied to which event, in order."""
    events = [event for event in await person.history(room) if event["type"] == "m.room.message"]
    asked = {
        event["event_id"]: event["content"]["body"] for event in events if event["sender"] == person.user_id
    }
    replied = [
        (replies_to(event) or "", event["content"]["body"])
        for event in events
        if event["sender"] == account.user_id and event.get("encrypted", True)
    ]
    return asked, replied


async def _unanswered(person: Person | EncryptedPerson, account: MatrixAccount, rooms: list[str]) -> bool:
    exchanges = [await _exchange(person, account, room) for room in rooms]
    return any(asked.keys() - {question for question, _ in replied} for asked, replied in exchanges)


async def _findings(
    person: Person | EncryptedPerson, account: MatrixAccount, faults: Faults, room: str
) -> list[str]:
    asked, replied = await _exchange(person, account, room)
    if len(asked) < faults.messages // faults.rooms:
        return [f"{room}: only {len(asked)} were asked"]
    if list(asked) != [question for question, _ in replied]:
        return [f"{room}: asked {list(asked)}, answered: {replied}"]
    return [
        f"{room}: {asked[question]} was answered with {said}"
        for question, said in replied
        if not said.startswith(f"Je zei: {asked[question]}")
    ]
