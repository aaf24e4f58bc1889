"""What is said unasked."""

from datetime import UTC, datetime
from pathlib import Path

from bot.messages import Reply, paragraph
from bot.storage.database import open_database
from bot.storage.outbox import add_to_outbox
from bot.storage.transaction import writing
from tests.bot.channels.telegram.bot_api import BotApi
from tests.bot.channels.telegram.conftest import serving
from tests.bot.channels.telegram.refusals import Refusal


async def tell(folder: Path, *conversations: str) -> None:
    engine = await open_database(f"sqlite:///{folder / 'wegwijzer.db'}")
    async with writing(engine) as connection:
        for conversation in conversations:
            reply = Reply((paragraph("Je concept verloopt."),))
            await add_to_outbox(connection, "telegram", conversation, "7", reply, datetime.now(UTC))
    await engine.dispose()


async def test_what_is_said_unasked_arrives_once_also_when_somebody_else_blocked_the_assistant(
    api: BotApi, tmp_path: Path
) -> None:
    api.fault = lambda method, data: (
        Refusal(403, "Forbidden: bot was blocked by the user")
        if method == "sendMessage" and data["chat_id"] == 9
        else None
    )
    await tell(tmp_path, "9", "7")

    for _ in range(2):
        async with serving(api, tmp_path):
            api.say("dag", sender=8)
            await api.until(lambda: api.texts(8) and api.texts(7))

    assert api.texts(7) == ["Je concept verloopt."]
