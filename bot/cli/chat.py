"""`wegwijzer chat`: a conversation in the terminal."""

import asyncio

from bot.assembly import open_assistant, open_storage
from bot.channels.terminal import talk
from bot.cli.options import IndexOption
from bot.cli.progress import progress_on_stderr
from bot.settings import Settings, load_settings
from bot.wording import cli as words

HELP = words.CHAT


def chat(index: IndexOption = None) -> None:
    """Converse in the terminal."""
    asyncio.run(_chat(load_settings(), index))


async def _chat(settings: Settings, index: IndexOption) -> None:
    async with open_storage(settings) as engine:
        assistant = await open_assistant(settings, index, engine, progress_on_stderr)
        await talk(assistant, settings.data_dir / "terminal_history")
