"""Who is in the demonstration, and the encrypted rooms that are ready for them."""

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass

from tests.synapse.person import Person
from tests.synapse.server import Synapse

ENCRYPTION = {"type": "m.room.encryption", "state_key": "", "content": {"algorithm": "m.megolm.v1.aes-sha2"}}
TEAM = "Team Dienstverlening"


@dataclass(frozen=True, slots=True)
class Account:
    """Somebody to log in as.

    Attributes:
        name: what is typed at the login, e.g. ``anna``.
        shown: the name that others see.
        password: what is typed with it.
    """

    name: str
    shown: str
    password: str


ANNA = Account("anna", "Anna", "demonstratie")
BRAM = Account("bram", "Bram", "demonstratie")


@asynccontextmanager
async def logged_in(synapse: Synapse, accounts: Sequence[Account]) -> AsyncIterator[list[Person]]:
    """Register accounts, and be logged in to them as long as the block lasts."""
    async with AsyncExitStack() as stack:
        people = []
        for account in accounts:
            session = await asyncio.to_thread(
                synapse.register, account.name, account.password, shown=account.shown
            )
            person = await stack.enter_async_context(Person.with_token(synapse, session["access_token"]))
            people.append(person)
        yield people
        for person in people:
            await person.request("POST", "logout", {})


async def furnish(visitors: Sequence[Person], assistant: str, check: Callable[[], None]) -> dict[str, str]:
    """Make an encrypted room of each visitor with the assistant, and one of all together.

    Args:
        visitors: who make the rooms.
        assistant: the user that is invited to each; waited for until it has joined.
        check: raises something when it will not come any more.

    Returns:
        The room of each visitor with the assistant, by the visitor's user id.
    """
    conversations = {}
    for visitor in visitors:
        direct = await _create_room(visitor, {"is_direct": True, "invite": [assistant]})
        marks = f"user/{visitor.user_id}/account_data/m.direct"
        await visitor.request("PUT", marks, {assistant: [direct]})
        await _joined(visitor, direct, assistant, check)
        conversations[visitor.user_id] = direct
    first, *others = visitors
    invited = [assistant, *(other.user_id for other in others)]
    team = await _create_room(first, {"name": TEAM, "invite": invited})
    for other in others:
        await other.join(team)
    await _joined(first, team, assistant, check)
    return conversations


async def _create_room(person: Person, wanted: dict[str, object]) -> str:
    body = {"preset": "private_chat", "initial_state": [ENCRYPTION], **wanted}
    room: str = (await person.request("POST", "createRoom", body))["room_id"]
    return room


async def _joined(person: Person, room: str, user: str, check: Callable[[], None]) -> None:
    while user not in (await person.request("GET", f"rooms/{room}/joined_members"))["joined"]:
        check()
        await asyncio.sleep(0.1)
