"""Settings, from `wegwijzer.toml` and from the environment; the environment wins."""

import os
import re
import tomllib
from pathlib import Path
from typing import Annotated

from platformdirs import user_data_path
from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    Field,
    SecretStr,
    ValidationError,
    model_validator,
)
from pydantic_settings import (
    BaseSettings,
    NoDecode,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    SettingsError,
    TomlConfigSettingsSource,
)

from bot.naming import CHANNELS, names_somebody
from bot.permissions import Role
from index.words import words

SETTINGS_FILE = Path("wegwijzer.toml")
ENVIRONMENT_PREFIX = "WEGWIJZER_"

SHORTEST_PICKLE_KEY = 20
"""Characters; there is no slow derivation between it and the keys."""


class SettingsInvalid(Exception):
    """A setting has a value that cannot be used.

    Attributes:
        key: the setting, as written in the settings file, e.g. ``matrix.homeserver``.
        detail: what is wrong with its value.
    """

    def __init__(self, key: str, detail: str) -> None:
        super().__init__(f"{key}: {detail}")
        self.key = key
        self.detail = detail


def _web_address(value: str) -> str:
    if not value.startswith(("http://", "https://")):
        raise ValueError("must start with http:// or https://")
    return value.rstrip("/")


def _split_paths(value: object) -> object:
    return value.split(os.pathsep) if isinstance(value, str) else value


def _split_names(value: object) -> object:
    return tuple(value.replace(",", " ").split()) if isinstance(value, str) else value


Names = Annotated[tuple[str, ...], NoDecode, BeforeValidator(_split_names)]
"""In the environment with commas or spaces between them."""


class MatrixSettings(BaseModel, extra="forbid"):
    """The Matrix account of the assistant, and whom it is for; a password or an access token is needed.

    Attributes:
        pickle_key: what the keys for encrypted rooms are encrypted with on disk.
        answer_within_hours: older messages are not answered any more when the assistant comes back.
        invites_from: names of homeservers and ids of users that may invite the assistant to a room; none for
            its own homeserver.
        ignored_users: ids of users that are not answered, such as other bots.
    """

    homeserver: Annotated[str, AfterValidator(_web_address)]
    user_id: Annotated[str, Field(pattern=r"^@[^:\s]+:\S+$")]
    password: SecretStr | None = None
    access_token: SecretStr | None = None
    device_id: str | None = None
    pickle_key: Annotated[SecretStr, Field(min_length=SHORTEST_PICKLE_KEY)] | None = None
    answer_within_hours: float = Field(default=24, gt=0)
    invites_from: Names = ()
    ignored_users: Names = ()


Numbers = Annotated[tuple[int, ...], NoDecode, BeforeValidator(_split_names)]
"""In the environment with commas or spaces between them."""


class TelegramSettings(BaseModel, extra="forbid"):
    """The bot that the assistant is on Telegram, and whom it is for; nobody who is not named.

    Attributes:
        token: as BotFather gave it.
        api_url: of the Bot API server, where that is not Telegram's own.
        allowed_users: ids of people.
        allowed_groups: ids of groups: it answers there, and their members everywhere.
        webhook_url: where Telegram brings updates; without it Telegram is asked for them.
        webhook_port: what is listened on for those.
    """

    token: Annotated[SecretStr, Field(min_length=1)]
    api_url: Annotated[str, AfterValidator(_web_address)] = "https://api.telegram.org"
    allowed_users: Numbers = ()
    allowed_groups: Numbers = ()
    webhook_url: Annotated[str, AfterValidator(_web_address)] | None = None
    webhook_port: int = Field(default=8443, gt=0, lt=65536)


def _with_words(value: str) -> str:
    if not words(value):
        raise ValueError("must hold a word")
    return value


Phrase = Annotated[str, AfterValidator(_with_words)]


class RoleSettings(BaseModel, extra="forbid"):
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
            raise ValueError(f"a {self.role} cannot be limited to organisations or themes")
        return self


class WorkflowSettings(BaseModel, extra="forbid"):
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


class RetentionSettings(BaseModel, extra="forbid"):
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
            raise ValueError("draft_warning_days must be less than draft_days")
        return self


class Settings(BaseSettings):
    """Everything that can be set.

    Attributes:
        data_dir: folder that holds everything that is written.
        database_url: SQLAlchemy address; by default an SQLite file in `data_dir`.
        documents: files and folders to index (in the environment: as in ``PATH``); by default the
            documents that come with Wegwijzer.
        embedding_model: name or folder of a sentence-transformers model; by default the
            multilingual-e5-small that comes with the set-up.
        conversation_idle_minutes: after this long a conversation starts afresh.
        answer_threshold: smallest probability (0 to 1) that the documents hold an answer at which one is
            given.
        nearby_threshold: smallest probability at which what comes nearest is shown, as that.
        attachment_megabytes: largest file that somebody may send with a report.
        waiting_messages: how many messages of one person may wait for an answer; of more, they are told so
            once, and the others are not read.
        retention: how long things are kept.
        roles: who treats knelpunten, is of the programme directorate, or is admin; more can be given in chat.
        workflow: how knelpunten are treated.
        matrix: the Matrix account, where Matrix is used.
        telegram: the bot, where Telegram is used.
    """

    model_config = SettingsConfigDict(
        env_prefix=ENVIRONMENT_PREFIX,
        env_nested_delimiter="_",
        env_nested_max_split=1,
        toml_file=SETTINGS_FILE,
        extra="forbid",
    )

    data_dir: Path = Field(default_factory=lambda: user_data_path("wegwijzer"))
    database_url: str | None = None
    documents: Annotated[tuple[Path, ...], NoDecode, BeforeValidator(_split_paths)] = ()
    embedding_model: str | None = None
    conversation_idle_minutes: float = Field(default=30, gt=0)
    answer_threshold: float = Field(default=0.5, ge=0, le=1)
    nearby_threshold: float = Field(default=0.1, ge=0, le=1)
    attachment_megabytes: float = Field(default=10, gt=0, le=100)
    waiting_messages: int = Field(default=100, gt=0)
    retention: RetentionSettings = RetentionSettings()
    roles: tuple[RoleSettings, ...] = ()
    workflow: WorkflowSettings = WorkflowSettings()
    matrix: MatrixSettings | None = None
    telegram: TelegramSettings | None = None

    @property
    def largest_attachment(self) -> int:
        """Bytes of the largest file that somebody may send with a report."""
        return int(self.attachment_megabytes * 2**20)

    @property
    def database(self) -> str:
        """The address of the database."""
        return self.database_url or f"sqlite:///{self.data_dir / 'wegwijzer.db'}"

    @property
    def index_dir(self) -> Path:
        """Folder of the index, unless a command names another."""
        return self.data_dir / "index"

    @property
    def lessons_dir(self) -> Path:
        """Folder of the documents that are made of what was learned."""
        return self.data_dir / "lessons"

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Environment first, then the settings file."""
        return init_settings, env_settings, TomlConfigSettingsSource(settings_cls)


def load_settings() -> Settings:
    """Read the settings.

    Raises:
        SettingsInvalid: a value cannot be used, or a key is not known.
    """
    try:
        settings = Settings()
    except ValidationError as error:
        first = error.errors()[0]
        raise SettingsInvalid(
            ".".join(str(part) for part in first["loc"]), first["msg"].removeprefix("Value error, ")
        ) from error
    except tomllib.TOMLDecodeError as error:
        raise SettingsInvalid(str(SETTINGS_FILE), str(error)) from error
    except SettingsError as error:
        # Only for what the environment gives as JSON; the library says which in no other way.
        found = re.search(r'field "(\w+)"', str(error))
        raise SettingsInvalid(found[1] if found else "", "must be JSON") from error
    for place, given in enumerate(settings.roles):
        if given.channel not in CHANNELS:
            raise SettingsInvalid(f"roles.{place}.channel", f"must be one of {', '.join(CHANNELS)}")
        if not names_somebody(given.channel, given.person):
            raise SettingsInvalid(f"roles.{place}.person", f"is nobody on {given.channel}")
    return settings
