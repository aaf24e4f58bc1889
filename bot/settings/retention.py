"""Settings of how long things are kept."""

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from bot.settings.section import Section


class RetentionSettings(Section):
    """How many days things are kept.

    Attributes:
        draft_days: a report that nobody goes on with.
        draft_warning_days: from the warning that it will be thrown away until it is.
        conversation_days: what is remembered of somebody's questions.
        message_days: what was replied to a message.
        person_days: who reported a knelpunt, after the last thing that happened to it.
    """

    draft_days: int = Field(default=30, gt=0)
    draft_warning_days: int = Field(default=7, ge=0)
    conversation_days: int = Field(default=30, gt=0)
    message_days: int = Field(default=90, gt=0)
    person_days: int = Field(default=730, gt=0)

    @model_validator(mode="after")
    def _warned_in_time(self) -> "RetentionSettings":
        if self.draft_warning_days >= self.draft_days:
            raise PydanticCustomError("warned_too_early", "draft_warning_days must be less than draft_days")
        return self
