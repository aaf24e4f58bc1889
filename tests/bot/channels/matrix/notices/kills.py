"""Knelpunten are treated while the assistant is killed and started again, time after time."""

import asyncio
import random
from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager, AsyncExitStack
from dataclasses import dataclass

from bot.channels.matrix.account import MatrixAccount
from bot.knelpunten.actions import SendReport, SupportKnelpunt
from bot.knelpunten.number import number_of
from bot.knelpunten.report import Report, Support
from bot.storage.acting import perform
from bot.storage.checking import differing_from_history
from bot.storage.database import open_database
from bot.storage.transaction import writing
from tests.bot.channels.matrix.assistant import direct_room
from tests.bot.channels.matrix.notices.checks import done_twice, told_of_changes_otherwise, told_otherwise
from tests.bot.channels.matrix.notices.people import DESCRIPTION, Handler, Reporter
from tests.bot.channels.matrix.notices.reading import (
    all_that_happened,
    finished,
    sent_notices,
    unsent_notices,
)
from tests.bot.incoming import incoming
from tests.synapse.encrypted_person import EncryptedPerson
from tests.synapse.person import Person
from tests.synapse.server import Synapse
from tests.synapse.watching import Event, replies_to
from tests.torture.nursery import Nursery, nursery_of
from tests.torture.torture import make_documents

REPORTERS, HANDLERS = 4, 2
"""Each of them has a knelpunt; the room of the first is encrypted."""

LONGEST_LIFE = 2.0
"""Seconds that an assistant lives after its first sign of life; and then until it has something to tell."""

AT_START = 5
"""One kill out of so many comes while the assistant is starting."""

LONGEST_START = 0.6
LONGEST_SENDING = 0.05
PATIENCE = 60.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What it came to.

    Attributes:
        findings: what is not as it should be.
        changes: how often somebody did something to a knelpunt.
        notices: how many notices people have.
        unsent: how many notices waited at a kill, at all kills together.
        unnoted: how many of those had been sent, and the assistant was killed before it noted that.
    """

    findings: tuple[str, ...]
    changes: int
    notices: int
    unsent: int
    unnoted: int


class Kills:
    """Lets people treat knelpunten and answer while the assistant is killed.

    Args:
        synapse: through which they talk.
        account: of the assistant.
        seed: of what they do, and of when it is killed.
    """

    def __init__(self, synapse: Synapse, account: MatrixAccount, seed: int) -> None:
        self._synapse, self._account, self._seed = synapse, account, seed
        self._chance = random.Random(seed)
        self._database = account.data_dir / "wegwijzer.db"
        self._unsent = self._unnoted = 0

    async def run(self, kills: int) -> Outcome:
        """Kill the assistant so often, let everybody finish, and look at what stands."""
        self._account.data_dir.mkdir()
        make_documents(self._account.data_dir.parent)
        async with AsyncExitStack() as stack:
            people: list[Person | EncryptedPerson] = [
                await stack.enter_async_context(kind.joins(self._synapse, "anna"))
                for kind in (EncryptedPerson, *[Person] * (REPORTERS + HANDLERS - 1))
            ]
            nursery = await stack.enter_async_context(self._nursery_for(people[REPORTERS:]))
            await nursery.start()
            rooms = {person.user_id: await direct_room(person, self._account) for person in people}
            await nursery.kill()
            numbers = await self._report(rooms)
            talkers = [
                (Reporter if place < REPORTERS else Handler)(
                    person, rooms[person.user_id], numbers, self._seed + place
                )
                for place, person in enumerate(people)
            ]
            await self._talk_and_kill(nursery, talkers, kills)
            notices = {
                talker.person.user_id: self._notices(await talker.person.history(talker.room))
                for talker in talkers
            }
        changed = {one.person.user_id: one.changed for one in talkers if isinstance(one, Handler)}
        happened = all_that_happened(self._database)
        findings = [
            *told_otherwise(happened, notices),
            *told_of_changes_otherwise(happened, changed),
            *done_twice(happened),
            *await self._wrong(),
        ]
        return Outcome(
            findings=tuple(findings),
            changes=len(happened),
            notices=sum(map(len, notices.values())),
            unsent=self._unsent,
            unnoted=self._unnoted,
        )

    def _nursery_for(
        self, handlers: Sequence[Person | EncryptedPerson]
    ) -> AbstractAsyncContextManager[Nursery]:
        account = self._account
        assert account.password
        return nursery_of(
            "tests.bot.channels.matrix.notices.assistant_process",
            *(account.homeserver, account.user_id, account.password.get_secret_value()),
            *(str(account.data_dir), *(handler.user_id for handler in handlers)),
        )

    async def _report(self, rooms: Mapping[str, str]) -> list[str]:
        """Have each person report a knelpunt, and the next one join it; gives the numbers."""
        people = list(rooms)
        numbers = [number_of(2026, rank) for rank, _ in enumerate(people, 1)]
        report = Report(
            title="Drie keer hetzelfde",
            description=DESCRIPTION,
            affected="burgers",
            organisation="UWV",
            cause="ICT",
        )
        support = Support(organisation="SVB")
        engine = await open_database(f"sqlite:///{self._database}")
        async with writing(engine) as connection:
            for number, reporter, supporter in zip(numbers, people, people[1:] + people[:1], strict=True):
                for person, action in (
                    (reporter, SendReport(number=number, report=report)),
                    (supporter, SupportKnelpunt(number=number, support=support)),
                ):
                    message = incoming("", channel="matrix", conversation=rooms[person], sender=person)
                    await perform(connection, message, action, message.sent_at)
        await engine.dispose()
        return numbers

    async def _talk_and_kill(
        self, nursery: Nursery, talkers: Sequence[Reporter | Handler], kills: int
    ) -> None:
        enough = asyncio.Event()
        async with asyncio.TaskGroup() as tasks:
            for talker in talkers:
                tasks.create_task(talker.talk(enough))
            for number in range(1, kills + 1):
                await self._start_and_kill(nursery, while_starting=number % AT_START == 0)
                self._unsent += unsent_notices(self._database)
                self._unnoted += sum(self._unnoted_in(talker.room) for talker in talkers)
            await nursery.start()
            enough.set()
        await self._until(lambda: not unsent_notices(self._database))
        # What would be said twice has to get the time for it.
        await asyncio.sleep(1)
        await nursery.kill()

    async def _start_and_kill(self, nursery: Nursery, *, while_starting: bool) -> None:
        await nursery.start()
        if while_starting:
            await asyncio.sleep(self._chance.uniform(0, LONGEST_START))
        else:
            before = finished(self._database)
            await self._until(lambda: finished(self._database) > before)
            await asyncio.sleep(self._chance.uniform(0, LONGEST_LIFE))
            await self._until(lambda: unsent_notices(self._database))
            await asyncio.sleep(self._chance.uniform(0, LONGEST_SENDING))
        await nursery.kill()

    async def _until(self, condition: Callable[[], object]) -> None:
        async with asyncio.timeout(PATIENCE):
            while not condition():  # noqa: ASYNC110
                await asyncio.sleep(0.005)

    def _unnoted_in(self, room: str) -> int:
        """How many notices are in a room that the assistant does not know of; 0 where it is encrypted."""
        there = self._notices(self._synapse.stored_events(room))
        return max(0, len(there) - sent_notices(self._database, room))

    def _notices(self, events: Sequence[Event]) -> list[str]:
        """What the assistant said, among events, that was no reply."""
        return [
            event["content"]["body"]
            for event in events
            if event["type"] == "m.room.message"
            and event["sender"] == self._account.user_id
            and replies_to(event) is None
        ]

    async def _wrong(self) -> list[str]:
        """What is wrong in the database and in the log."""
        engine = await open_database(f"sqlite:///{self._database}")
        differing = await differing_from_history(engine)
        await engine.dispose()
        log = (self._account.data_dir / "log").read_text()
        errors = [f"the log tells of an error: {log[log.find('ERROR') :][:3000]}"] if "ERROR" in log else []
        return [*(f"{number} is not what its events say" for number in differing), *errors]
