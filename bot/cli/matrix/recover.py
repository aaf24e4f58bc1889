"""`wegwijzer matrix recover`: start anew as another device, when the keys of this one are lost."""

import asyncio
import sys

from bot.channels.matrix.setup import recover as start_anew
from bot.cli.matrix.account import account_that_is_set, with_password_if_needed
from bot.wording import matrix_cli as words

HELP = words.RECOVER


def recover() -> None:
    """Start anew."""
    account = account_that_is_set()
    device = asyncio.run(with_password_if_needed(start_anew, account))
    sys.stdout.write(words.RECOVERED.format(user=account.user_id, device=device) + "\n")
