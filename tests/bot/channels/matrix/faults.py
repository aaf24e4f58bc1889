"""People talk in many rooms while the assistant is killed and the homeserver restarts, time after time."""

import asyncio
import random
from dataclasses import dataclass

import aiohttp

from bot.channels.matrix.account import MatrixAccount
from tests.bot.channels.matrix.conftest import process
from tests.synapse.person import Person, replies_to
from tests.synapse.server import Synapse

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


async def survive(synapse: Synapse, person: Person, account: MatrixAccount, faults: Faults) -> list[str]:
    """Let it all happen; give what is not as it should be: that is, one answer to each message, in order."""
    chance = random.Random(faults.seed)
    async with process(account):
        rooms = [await person.create_room(account.user_id) for _ in range(faults.rooms)]
        for room in rooms:
            await person.wait_for_member(room, account.user_id)
        # From its first answer on it knows where it was.
        await person.wait_for_reply(await person.say(rooms[0], "ben je er?"))
    talking = asyncio.create_task(_talk(person, rooms, faults.messages))
    restarts = set(chance.sample(range(faults.kills), faults.restarts))
    for number in range(faults.kills):
        async with process(account):
            await asyncio.sleep(chance.uniform(SHORTEST_LIFE, LONGEST_LIFE))
            if number in restarts:
                await asyncio.to_thread(synapse.stop)
                await asyncio.sleep(chance.uniform(0, 1))
                await asyncio.to_thread(synapse.start)
                await asyncio.sleep(chance.uniform(0, 2))
    await talking
    async with process(account), asyncio.timeout(PATIENCE):
        while await _unanswered(person, rooms):  # noqa: ASYNC110
            await asyncio.sleep(0.5)
        # What would be answered twice has to get the time for it.
        await asyncio.sleep(1)
    return [finding for room in rooms for finding in await _findings(person, account, room)]


async def _talk(person: Person, rooms: list[str], messages: int) -> None:
    async with asyncio.TaskGroup() as tasks:
        for room in rooms:
            tasks.create_task(_talk_in(person, room, messages // len(rooms)))


async def _talk_in(person: Person, room: str, messages: int) -> None:
    for number in range(messages):
        while True:
            try:
                await person.say(room, f"vraag {number}")
                break
            except (aiohttp.ClientError, AssertionError, OSError):
                # The homeserver is away. It may have the message: then it is there twice, and answered twice.
                await asyncio.sleep(0.2)
        await asyncio.sleep(0.1)


async def _exchange(person: Person, room: str) -> tuple[list[str], list[str]]:
    """What was asked in a room, and what was replied to, in order."""
    events = [event for event in await person.history(room) if event["type"] == "m.room.message"]
    asked = [event["event_id"] for event in events if event["sender"] == person.user_id]
    return asked, [question for event in events if (question := replies_to(event))]


async def _unanswered(person: Person, rooms: list[str]) -> bool:
    exchanges = [await _exchange(person, room) for room in rooms]
    return any(set(asked) - set(answered) for asked, answered in exchanges)


async def _findings(person: Person, account: MatrixAccount, room: str) -> list[str]:
    asked, answered = await _exchange(person, room)
    return [] if asked == answered else [f"{room}: asked {asked}, answered by {account.user_id}: {answered}"]
