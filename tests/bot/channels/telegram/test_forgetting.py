"""Who is forgotten on Telegram leaves no number."""

import asyncio
from datetime import UTC, datetime
from pathlib import Path

from bot.dialogue import Dialogue
from bot.messages import Reply, paragraph
from bot.privacy.withholding import withheld
from bot.storage.inbox import Inbox
from bot.storage.outbox import add_to_outbox
from bot.storage.transaction import writing
from bot.wording import commands as words
from index.embedding.embedder import Embedder
from tests.bot.channels.telegram.assistant import assistant_in_chats
from tests.bot.channels.telegram.bot_api import BotApi
from tests.bot.channels.telegram.conftest import GROUP

PERSON = 487_316_559


async def test_nothing_on_disk_tells_who_was_forgotten(
    api: BotApi, tmp_path: Path, dialogue: Dialogue, embedder: Embedder
) -> None:
    api.members[GROUP, PERSON] = "member"
    async with assistant_in_chats(api, tmp_path, dialogue, embedder) as engine:
        async with writing(engine) as connection:
            notice = Reply((paragraph("Je concept verloopt."),))
            await add_to_outbox(connection, "telegram", str(PERSON), str(PERSON), notice, datetime.now(UTC))
        api.say("@wegwijzer_bot /melden De brief komt te laat.", sender=PERSON, chat=GROUP)
        for count, said in enumerate(("wat is de ACU?", "/vergeetmij", "ja"), 2):
            api.say(said, sender=PERSON)
            await api.until_said(count, chat=PERSON)
        assert api.texts(PERSON)[-1] == words.FORGOTTEN
        while await Inbox(engine, "telegram", withheld).pending():  # noqa: ASYNC110
            await asyncio.sleep(0.01)

    on_disk = {path.name: path.read_bytes() for path in sorted(tmp_path.rglob("*")) if path.is_file()}  # noqa: ASYNC240
    assert "wegwijzer.db" in on_disk
    assert [name for name, content in on_disk.items() if str(PERSON).encode() in content] == []
