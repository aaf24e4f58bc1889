"""Settings of the Matrix account."""

from typing import Annotated

from pydantic import Field, SecretStr

from bot.settings.section import Section
from bot.settings.values import Names, WebAddress

SHORTEST_PICKLE_KEY = 20
"""Characters; there is no slow derivation between it and the keys."""


class MatrixSettings(Section):
    """The Matrix account of the assistant, and whom it is for; a password or an access token is needed.

    Attributes:
        pickle_key: what the keys for encrypted rooms are encrypted with on disk.
        answer_within_hours: older messages are not answered any more when the assistant comes back.
        invites_from: names of homeservers and ids of users that may invite the assistant to a room; none for
            its own homeserver.
        ignored_users: ids of users that are not answered, such as other bots.
    """

    homeserver: WebAddress
    user_id: Annotated[str, Field(pattern=r"^@[^:\s]+:\S+$")]
    password: SecretStr | None = None
    access_token: SecretStr | None = None
    device_id: str | None = None
    pickle_key: Annotated[SecretStr, Field(min_length=SHORTEST_PICKLE_KEY)] | None = None
    answer_within_hours: float = Field(default=24, gt=0)
    invites_from: Names = ()
    ignored_users: Names = ()
