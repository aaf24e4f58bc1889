"""Settings that say what somebody is to the programme."""

from pydantic import model_validator
from pydantic_core import PydanticCustomError

from bot.permissions import Role
from bot.settings.section import Section
from bot.settings.values import Phrase


class RoleSettings(Section):
    """What somebody is to the programme.

    Attributes:
        channel: where, such as ``matrix``.
        person: as that channel names them.
        role: what they are.
        organisations: of a handler, whose knelpunten.
        themes: of a handler, about what; with neither, they treat all.
    """

    channel: str
    person: str
    role: Role
    organisations: tuple[Phrase, ...] = ()
    themes: tuple[Phrase, ...] = ()

    @model_validator(mode="after")
    def _only_handlers_are_limited(self) -> "RoleSettings":
        if self.role is not Role.HANDLER and (self.organisations or self.themes):
            raise PydanticCustomError("not_limited", "only a handler can be limited")
        return self
