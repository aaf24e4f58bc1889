"""A channel on which it is watched where things are written."""

import pytest

from bot.privacy.withholding import withheld
from bot.rendering.plain import render
from bot.storage.inbox import Inbox
from tests.bot.incoming import incoming
from tests.bot.talk import Talk
from tests.bot.told import BSN


class Channel:
    """What is typed waits in the inbox until it is answered, as it does on a real channel."""

    def __init__(self, talk: Talk, log: pytest.LogCaptureFixture) -> None:
        self.talk = talk
        self._log = log
        self._inbox = Inbox(talk.engine, "test", withheld)

    async def say(self, *texts: str, **changes: object) -> str:
        said = ""
        for text in texts:
            await self._inbox.receive([incoming(text, **changes)], None)
            (message,) = await self._inbox.pending()
            said = "\n\n".join(render(reply) for reply in await self.talk.assistant.handle(message))
            assert self.written(BSN) == []
            await self._inbox.finish(message)
        return said

    async def restart(self) -> None:
        await self.talk.restart()
        self._inbox = Inbox(self.talk.engine, "test", withheld)

    def written(self, secret: str) -> list[str]:
        """Where something stands: files of the assistant, or its log."""
        folder = self.talk.settings.data_dir
        files = [path for path in folder.rglob("*") if path.is_file()]
        assert any(path.suffix == ".db" for path in files)
        found = [path.name for path in files if secret.casefold().encode() in path.read_bytes().lower()]
        return found + ["log"] * (secret.casefold() in self._log.text.casefold())
