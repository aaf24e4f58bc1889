"""Somebody who talks to the assistant in a room."""

import asyncio
import shutil
from dataclasses import dataclass
from pathlib import Path

from bot.channels.matrix.account import MatrixAccount
from tests.bot.channels.matrix.assistant import direct_room
from tests.synapse.encrypted_person import EncryptedPerson
from tests.synapse.person import Person
from tests.synapse.watching import PATIENCE, Event, replies_to


@dataclass(frozen=True, slots=True)
class Chat:
    """Somebody in a room with the assistant.

    Attributes:
        person: who.
        room: where.
        assistant: its Matrix ID.
        mentions: they mention the assistant in what they say, as is needed where others are.
    """

    person: Person | EncryptedPerson
    room: str
    assistant: str
    mentions: bool = False

    async def say(self, *texts: str) -> str:
        """Say one thing after the other; gives the reply to the last."""
        said = ""
        for text in texts:
            said = await self._reply_to(await self.ask(text))
        return said

    async def ask(self, text: str) -> str:
        """Say something; gives the event."""
        return await self.person.say(self.room, f"{self.assistant} {text}" if self.mentions else text)

    async def say_until(self, what: str, question: str) -> str:
        """Say something until this stands in the reply; gives the reply."""
        answer = ""
        async with asyncio.timeout(PATIENCE):
            while what not in answer:
                answer = await self.say(question)
                await asyncio.sleep(0.5)
        return answer

    async def hear(self, what: str) -> Event:
        """Wait until the assistant says something unasked in which this stands."""
        return await self.person.wait_for(
            lambda event: (
                event.get("sender") == self.assistant
                and what in event["content"].get("body", "")
                and replies_to(event) is None
            )
        )

    async def reply(self, to: Event, text: str) -> str:
        """Reply to what was said, as clients do; gives what is said to that."""
        relation = {"m.relates_to": {"m.in_reply_to": {"event_id": to["event_id"]}}}
        return await self._reply_to(await self.person.say(self.room, text, **relation))

    async def heard(self, what: str) -> Event:
        """Wait until the assistant says this there."""
        return await self.person.wait_for(
            lambda event: (
                event.get("sender") == self.assistant
                and event["room_id"] == self.room
                and event["content"].get("body", "").startswith(what)
            )
        )

    async def touch(self, sign: str, to: Event) -> str:
        """Touch a reaction that the assistant put with what it said; gives what is said to that."""
        await self.person.wait_for(
            lambda event: (
                event["type"] == "m.reaction"
                and event.get("sender") == self.assistant
                and event["content"]["m.relates_to"]["event_id"] == to["event_id"]
                and event["content"]["m.relates_to"]["key"] == sign
            )
        )
        # Reactions are not encrypted, in no client.
        plain = self.person.person if isinstance(self.person, EncryptedPerson) else self.person
        await plain.react(self.room, to["event_id"], sign)
        return await self._reply_to(to["event_id"])

    async def _reply_to(self, event: str) -> str:
        reply = await self.person.wait_for_reply(event)
        assert reply.get("encrypted", True), "it was said in an encrypted room, and came in plain text"
        body: str = reply["content"]["body"]
        return body


async def chat(person: Person | EncryptedPerson, account: MatrixAccount) -> Chat:
    return Chat(person, await direct_room(person, account), account.user_id)


def own_documents(data_dir: Path, installed: Path) -> Path:
    """Furnish a data folder with the language model that is installed, and an index of its own."""
    data_dir.mkdir(parents=True)
    (data_dir / "models").symlink_to(installed / "models")
    shutil.copytree(installed / "index", data_dir / "index")
    return data_dir
