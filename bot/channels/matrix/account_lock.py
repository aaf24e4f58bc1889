"""One process at a time uses the keys of an account."""

from collections.abc import Iterator
from contextlib import contextmanager

from bot.channels.matrix.account import MatrixAccount
from bot.channels.matrix.private_files import make_private
from bot.delivery.delivery import ChannelClosed
from index.lock import LockedError, locked


class AccountInUse(ChannelClosed):
    """Another process uses the keys of this account; two of them would make each other unreadable.

    Attributes:
        user_id: the account.
    """

    def __init__(self, user_id: str) -> None:
        super().__init__(f"another process is {user_id}")
        self.user_id = user_id


@contextmanager
def alone(account: MatrixAccount) -> Iterator[None]:
    """Be the only process with the keys of an account while the block runs.

    Raises:
        AccountInUse: another one is.
    """
    make_private(account.folder)
    try:
        with locked(account.folder / "lock", wait=False):
            yield
    except LockedError as error:
        raise AccountInUse(account.user_id) from error
