"""`wegwijzer vragen show`: one question that got no good answer, and what comes nearest to it."""

import asyncio
import json
import sys
from typing import Annotated

import typer

from bot.asking import ask
from bot.cli.gaps.listing import as_object
from bot.cli.gaps.options import IdArgument
from bot.cli.gaps.store import open_store
from bot.cli.hidden import hidden_from
from bot.gaps.gap import Gap
from bot.gaps.listing import gap_blocks
from bot.messages import Reply
from bot.rendering.plain import render
from bot.settings import load_settings
from bot.wording import gaps_cli as words

HELP = words.SHOW


def show_gap(
    identity: IdArgument, as_json: Annotated[bool, typer.Option("--json", help=words.SHOW_JSON)] = False
) -> None:
    """Show one gap."""

    async def find() -> tuple[Gap, Reply]:
        async with open_store() as store:
            gap = await store.gap(identity)
            hidden = await asyncio.to_thread(hidden_from, load_settings(), store.dialogue.versions)
            reply, _ = await asyncio.to_thread(ask, store.dialogue, gap.question, None, hidden)
            return gap, reply

    gap, reply = asyncio.run(find())
    shown = (
        json.dumps(as_object(gap), ensure_ascii=False)
        if as_json
        else render(Reply(gap_blocks(gap, reply.citations)))
    )
    sys.stdout.write(shown + "\n")
