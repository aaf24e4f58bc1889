"""What a message does to what is kept, done in the same transaction as noting that it was handled."""

from dataclasses import dataclass

from bot.knelpunten.report import Report, Support


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
    """Add a remark of the sender to a knelpunt."""

    number: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AddAttachments:
    """Add files that the sender sent to a knelpunt."""

    number: str
    attachments: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class ForgetPerson:
    """Remove every link between the sender and what they told, their drafts and conversations."""


Action = SendReport | SupportKnelpunt | AddRemark | AddAttachments | ForgetPerson
