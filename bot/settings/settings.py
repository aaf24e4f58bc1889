"""Settings, from `wegwijzer.toml` and from the environment; the environment wins."""

import os
import re
import tomllib
from pathlib import Path
from typing import Annotated, Literal

from platformdirs import user_data_path
from pydantic import BeforeValidator, Field, ValidationError
from pydantic_settings import (
    BaseSettings,
    NoDecode,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    SettingsError,
    TomlConfigSettingsSource,
)

from bot.naming import CHANNELS, names_somebody
from bot.settings.knowledge import KnowledgeSettings
from bot.settings.matrix import MatrixSettings
from bot.settings.observability import ObservabilitySettings
from bot.settings.retention import RetentionSettings
from bot.settings.roles import RoleSettings
from bot.settings.telegram import TelegramSettings
from bot.settings.workflow import WorkflowSettings

SETTINGS_FILE = Path("wegwijzer.toml")
ENVIRONMENT_PREFIX = "WEGWIJZER_"


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


def _split_paths(value: object) -> object:
    return value.split(os.pathsep) if isinstance(value, str) else value


class Settings(BaseSettings):
    """Everything that can be set.

    Attributes:
        data_dir: folder that holds everything that is written.
        database_url: SQLAlchemy address; by default an SQLite file in `data_dir`.
        index_backend: where passages and vectors are: in files, searched with FAISS, or in the PostgreSQL
            database, searched with pgvector.
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
        knowledge: what the assistant knows, and how that is kept fresh.
        observability: what those who run the assistant see of it.
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
    index_backend: Literal["files", "pgvector"] = "files"
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
    knowledge: KnowledgeSettings = KnowledgeSettings()
    observability: ObservabilitySettings = ObservabilitySettings()
    matrix: MatrixSettings | None = None
    telegram: TelegramSettings | None = None

    @property
    def largest_attachment(self) -> int:
        """Bytes of the largest file that somebody may send with a report."""
        return int(self.attachment_megabytes * 2**20)

    @property
    def largest_file(self) -> int:
        """Bytes of the largest file that somebody may send for anything."""
        return max(self.largest_attachment, self.knowledge.largest_document)

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

    @property
    def library_dir(self) -> Path:
        """Folder of the documents that were added in chat or on the command line."""
        return self.data_dir / "library"

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
