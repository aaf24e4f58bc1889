"""`wegwijzer chat`: a conversation in the terminal."""

import asyncio

from bot.channels.terminal.conversation import talk
from bot.cli.options import IndexOption
from bot.cli.progress import progress_on_stderr
from bot.serving import may_keep, open_service
from bot.settings import Settings, load_settings
from bot.wording import cli as words

HELP = words.CHAT


def chat(index: IndexOption = None) -> None:
    """Converse in the terminal."""
    asyncio.run(_chat(load_settings(), index))


async def _chat(settings: Settings, index: IndexOption) -> None:
    async with open_service(settings, index, progress_on_stderr) as service:
        await talk(
            service.assistant,
            service.outbox,
            settings.data_dir / "terminal_history",
            may_keep,
            settings.largest_attachment,
        )
