"""Kill the leader time after time while people talk; usage: python -m tests.torture.failover [KILLS].

Two real processes, a real PostgreSQL and a real Synapse, with plain and encrypted rooms.
"""

import asyncio
import math
import random
import statistics
import sys
import time
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

from bot.settings import load_settings
from tests.bot.cli.wegwijzer import furnished
from tests.postgres.server import Postgres
from tests.synapse.encrypted_person import EncryptedPerson
from tests.synapse.person import Person
from tests.synapse.server import Synapse
from tests.synapse.watching import Event, replies_to
from tests.torture.replicas import Replicas, replicas_in

PAUSE = 2.5
"""Seconds between two messages of one person; nobody may say more for long."""

SAID = ("Wat is de ACU?", "/help", "dank je wel", "Wie mag een knelpunt melden?", "goedemorgen")

LONGEST_LIFE = 4.0
"""Seconds that a leader lives at most after the other process is there."""

LONGEST_TAKEOVER = 10.0
"""Seconds that of twenty takeovers nineteen stay below."""

PATIENCE = 60.0


@dataclass(slots=True)
class Outcome:
    """What came of it.

    Attributes:
        takeovers: seconds from each kill until the next message was answered that was said after it.
        asked: how many messages were said.
        findings: what is not as it should be.
    """

    takeovers: list[float] = field(default_factory=list)
    asked: int = 0
    findings: list[str] = field(default_factory=list)


class Talker:
    """Somebody who says something all the time, in a room of their own."""

    def __init__(self, person: Person | EncryptedPerson, room: str, user: str) -> None:
        self._person, self._room, self._user = person, room, user
        # A client that encrypts does one thing at a time.
        self._turn = asyncio.Lock()
        self.asked: dict[str, float] = {}

    async def talk(self, enough: asyncio.Event, pause: float) -> None:
        """Say something now and then, until that is enough."""
        async with self._turn:
            await self._person.wait_for_member(self._room, self._user)
        while not enough.is_set():
            said = SAID[len(self.asked) % len(SAID)]
            async with self._turn:
                event = await self._person.say(self._room, said)
            self.asked[event] = time.time()
            await asyncio.sleep(random.uniform(0.5, 1.5) * pause)

    async def first_reply_since(self, moment: float) -> float | None:
        """When something was replied to that was said after a moment; None for not yet."""
        later = {event for event, asked in self.asked.items() if asked > moment}
        times = [
            event["origin_server_ts"] / 1000 for event in await self._seen() if replies_to(event) in later
        ]
        return min(times, default=None)

    async def is_answered(self) -> bool:
        """Whether everything that was said has a reply."""
        return set(self.asked) <= {replies_to(event) for event in await self._seen()}

    async def findings(self) -> list[str]:
        """Say what was not answered, answered twice, or answered before what was said earlier."""
        said: dict[str, list[str]] = {}
        for event in self._replies(await self._person.history(self._room)):
            said.setdefault(replies_to(event) or "", []).append(str(event["content"].get("body")))
        asked = list(self.asked)
        found = [f"not answered: {event}" for event in asked if event not in said]
        found += [
            f"answered twice: {event}" for event, bodies in said.items() if len(set(bodies)) < len(bodies)
        ]
        if not found and list(said) != asked:
            found.append("not answered in order")
        return [f"{self._room}: {finding}" for finding in found]

    async def _seen(self) -> list[Event]:
        async with self._turn:
            await self._person.sync(0)
        return self._replies(self._person.events)

    def _replies(self, events: Sequence[Event]) -> list[Event]:
        return [event for event in events if event.get("sender") == self._user and replies_to(event)]


async def fail_over(  # noqa: PLR0913, PLR0917 - all that takes part
    replicas: Replicas,
    synapse: Synapse,
    user: str,
    kills: int,
    plain: int,
    encrypted: int,
    pause: float = PAUSE,
    progress: Callable[[float], None] = lambda _seconds: None,
) -> Outcome:
    """Have people talk while the leader of two is killed so often.

    Args:
        replicas: none runs yet.
        synapse: where people talk.
        user: who the assistant is.
        kills: how often.
        plain: how many people talk in plain rooms.
        encrypted: how many in encrypted ones.
        pause: seconds between two messages of one person.
        progress: told how long each takeover took.
    """
    outcome, enough = Outcome(), asyncio.Event()
    await asyncio.gather(replicas.start("matrix"), replicas.start("matrix"))
    async with asyncio.TaskGroup() as tasks, _people(synapse, plain, encrypted) as people:
        talkers = [Talker(person, await person.create_room(user, direct=True), user) for person in people]
        talking = [tasks.create_task(talker.talk(enough, pause)) for talker in talkers]
        await _until_answered(talkers, time.time())
        for number in range(kills):
            await asyncio.sleep(random.uniform(0, LONGEST_LIFE))
            await replicas.kill(await replicas.leader("matrix"))
            killed = time.time()
            outcome.takeovers.append(await _until_answered(talkers, killed) - killed)
            progress(outcome.takeovers[-1])
            if number + 1 < kills:
                await replicas.start("matrix")
        enough.set()
        await asyncio.gather(*talking)
        async with asyncio.timeout(PATIENCE):
            while not all([await talker.is_answered() for talker in talkers]):  # noqa: ASYNC110
                await asyncio.sleep(0.2)
        # What would be answered twice has to get the time for it.
        await asyncio.sleep(1)
        outcome.asked = sum(len(talker.asked) for talker in talkers)
        outcome.findings = [finding for talker in talkers for finding in await talker.findings()]
    return outcome


async def _until_answered(talkers: Sequence[Talker], moment: float) -> float:
    """Wait until somebody is answered who said something after a moment; gives when that was."""
    async with asyncio.timeout(PATIENCE):
        while True:
            for talker in talkers:
                if answered := await talker.first_reply_since(moment):
                    return answered
            await asyncio.sleep(0.1)


@asynccontextmanager
async def _people(
    synapse: Synapse, plain: int, encrypted: int
) -> AsyncIterator[list[Person | EncryptedPerson]]:
    async with AsyncExitStack() as stack:
        yield [
            *[await stack.enter_async_context(Person.joins(synapse, "anna")) for _ in range(plain)],
            *[
                await stack.enter_async_context(EncryptedPerson.joins(synapse, "eva"))
                for _ in range(encrypted)
            ],
        ]


def settings_of(synapse: Synapse, user: str, password: str, database: str) -> dict[str, str]:
    """The settings of the processes, as environment variables."""
    return {
        "WEGWIJZER_DATABASE_URL": database,
        "WEGWIJZER_MATRIX_HOMESERVER": synapse.url,
        "WEGWIJZER_MATRIX_USER_ID": user,
        "WEGWIJZER_MATRIX_PASSWORD": password,
    }


async def run(folder: Path, synapse: Synapse, postgres: Postgres, kills: int) -> Outcome:
    """Do it on servers that run."""
    user = synapse.register("wegwijzer", "geheim")["user_id"]
    database = postgres.url(postgres.create_database())
    data = furnished(folder / "data", load_settings().data_dir)
    async with replicas_in(data, settings_of(synapse, user, "geheim", database)) as replicas:
        return await fail_over(
            replicas,
            synapse,
            user,
            kills,
            plain=3,
            encrypted=1,
            progress=lambda taken: say(f"{taken:.1f} s\n"),
        )


def say(text: str) -> None:
    """Print at once."""
    sys.stdout.write(text)
    sys.stdout.flush()


def main(kills: int = 10) -> int:
    """Do it, and print what came of it."""
    postgres = Postgres()
    with TemporaryDirectory() as folder:
        (Path(folder) / "synapse").mkdir()
        synapse = Synapse(Path(folder) / "synapse")
        try:
            postgres.start()
            synapse.start()
            outcome = asyncio.run(run(Path(folder), synapse, postgres, kills))
        finally:
            synapse.stop()
            postgres.close()
    taken = sorted(outcome.takeovers)
    p95 = taken[math.ceil(0.95 * len(taken)) - 1]
    say(f"kills      {kills}\nmessages   {outcome.asked}\n")
    say(f"takeover   p50 {statistics.median(taken):.1f} s, p95 {p95:.1f} s\n")
    say("".join(f"WRONG: {one}\n" for one in outcome.findings) or "nothing lost, doubled or out of order\n")
    return 1 if outcome.findings or p95 >= LONGEST_TAKEOVER else 0


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
