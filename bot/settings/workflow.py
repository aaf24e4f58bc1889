"""Settings of how knelpunten are treated."""

from pathlib import Path

from pydantic import Field

from bot.settings.section import Section


class WorkflowSettings(Section):
    """How knelpunten are treated.

    Attributes:
        reopen_days: how long after its end a knelpunt can be taken up again.
        quiet_from: hour of the day, in the Netherlands, from which nobody hears what becomes of their
            knelpunten until `quiet_until`.
        quiet_until: the hour from which they do.
        routing: file with rules for who treats a knelpunt; they come before those of Wegwijzer itself.
    """

    reopen_days: int = Field(default=90, gt=0)
    quiet_from: int = Field(default=20, ge=0, lt=24)
    quiet_until: int = Field(default=8, ge=0, lt=24)
    routing: Path | None = None
