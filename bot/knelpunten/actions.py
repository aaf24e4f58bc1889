"""What a message does to what is kept, done in the same transaction as noting that it was handled."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from bot.knelpunten.history import EventKind, Role
from bot.knelpunten.report import Report, Status, Support
from bot.memory import Awaiting
from bot.messages import Reply
from bot.permissions import Grant


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """What people hear of a knelpunt that they take part in, wherever they do; not who brought it about.

    Attributes:
        reply: what is said.
        to: the parts that they take.
        awaiting: what they are asked with it, or None.
    """

    reply: Reply
    to: frozenset[Role]
    awaiting: Awaiting | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SendReport:
    """Keep a new knelpunt, reported by the sender.

    Attributes:
        number: its number; somebody else may take it first, then the message is handled again.
        report: what is reported.
        related: numbers of knelpunten that look alike.
        attachments: ids of the files that belong to it.
    """

    number: str
    report: Report
    related: tuple[str, ...] = ()
    attachments: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SupportKnelpunt:
    """Add an organisation that has a knelpunt too; the sender takes part in it from now on."""

    number: str
    support: Support
    attachments: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class AddRemark:
    """Add a remark of the sender to a knelpunt, and tell who treats it.

    Attributes:
        number: of the knelpunt.
        text: the remark.
        told_from: the moment from which that is told.
        notices: what is said to whom.
    """

    number: str
    text: str
    told_from: datetime | None = None
    notices: tuple[Notice, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class AddAttachments:
    """Add files that the sender sent to a knelpunt."""

    number: str
    attachments: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class ForgetPerson:
    """Remove every link between the sender and what they told, their drafts and conversations."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """Change a knelpunt, and tell who takes part in it.

    Attributes:
        number: of the knelpunt.
        seen: where it stood when that was decided; it is decided anew when that is no longer so.
        kind: what happens to it.
        data: of the event; see `bot.knelpunten.history.Event`.
        by: the part that the sender takes in it, from now on if not before.
        told_from: the moment from which that is told.
        notices: what is said to whom.
    """

    number: str
    seen: Status
    kind: EventKind
    data: Mapping[str, str]
    by: Role
    told_from: datetime
    notices: tuple[Notice, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class GrantRole:
    """Give somebody a role, with what it is limited to."""

    channel: str
    person: str
    grant: Grant


@dataclass(frozen=True, slots=True, kw_only=True)
class RevokeRoles:
    """Take from somebody the roles that were given in chat."""

    channel: str
    person: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PreferNotices:
    """Note whether the sender wants to hear what becomes of their knelpunten."""

    wanted: bool


KnelpuntAction = (
    SendReport
    | SupportKnelpunt
    | AddRemark
    | AddAttachments
    | ForgetPerson
    | Change
    | GrantRole
    | RevokeRoles
    | PreferNotices
)
