"""What a message does to the accounts of its sender that belong together."""

from dataclasses import dataclass
from datetime import datetime

from bot.messages import Reply


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferLink:
    """Keep that a code stands for the account of the sender, in the place of the one before.

    Attributes:
        code_hash: of the code.
        valid_until: when it is of no use any more.
    """

    code_hash: str
    valid_until: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkAccounts:
    """Link the account of the sender to the one that a code stands for, and use the code up.

    Attributes:
        code_hash: of the code.
        notice: what is said where the code was made.
    """

    code_hash: str
    notice: Reply


@dataclass(frozen=True, slots=True)
class UnlinkAccount:
    """Take the account of the sender apart from the others."""


LinkAction = OfferLink | LinkAccounts | UnlinkAccount
