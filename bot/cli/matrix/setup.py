"""`wegwijzer matrix setup`: log in and sign the device, once."""

import asyncio
import sys

from bot.channels.matrix.setup import set_up
from bot.cli.matrix.account import account_that_is_set, with_password_if_needed
from bot.wording import matrix_cli as words

HELP = words.SETUP


def setup() -> None:
    """Do what is still to be done; again, that is nothing."""
    account = account_that_is_set()
    device = asyncio.run(with_password_if_needed(set_up, account))
    sys.stdout.write(words.READY.format(user=account.user_id, device=device) + "\n")
