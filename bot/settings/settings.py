"""Settings, from the environment, from secret files and from `wegwijzer.toml`; the first that has it wins."""

import os
from pathlib import Path
from typing import Annotated, Literal

from platformdirs import user_data_path
from pydantic import BeforeValidator, Field, SecretStr, field_validator
from pydantic_core import PydanticCustomError
from pydantic_settings import (
    BaseSettings,
    NoDecode,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    TomlConfigSettingsSource,
)

from bot.settings.knowledge import KnowledgeSettings
from bot.settings.matrix import MatrixSettings
from bot.settings.observability import ObservabilitySettings
from bot.settings.retention import RetentionSettings
from bot.settings.roles import RoleSettings
from bot.settings.secret_files import SecretFiles
from bot.settings.section import EMPTY, nothing_empty
from bot.settings.telegram import TelegramSettings
from bot.settings.workflow import WorkflowSettings

SETTINGS_FILE = Path("wegwijzer.toml")
ENVIRONMENT_PREFIX = "WEGWIJZER_"


def _split_paths(value: object) -> object:
    if not isinstance(value, str):
        return value
    if not value.strip():
        # The folder in which the program was started is nobody's wish.
        raise PydanticCustomError(EMPTY, "is empty")
    return value.split(os.pathsep)


class Settings(BaseSettings):
    """Everything that can be set.

    Attributes:
        data_dir: folder that holds everything that is written.
        database_url: SQLAlchemy address, which may hold a password; by default an SQLite file in `data_dir`.
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
        hide_input_in_errors=True,
    )

    data_dir: Path = Field(default_factory=lambda: user_data_path("wegwijzer"))
    database_url: SecretStr | None = None
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

    _nothing_empty = field_validator("*", mode="before")(classmethod(nothing_empty))

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
        """The address of the database, with its password: not to be shown."""
        if self.database_url is not None:
            return self.database_url.get_secret_value()
        return f"sqlite:///{self.data_dir / 'wegwijzer.db'}"

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
        """Environment first, then the secret files, then the settings file."""
        return (
            init_settings,
            env_settings,
            SecretFiles(settings_cls),
            TomlConfigSettingsSource(settings_cls),
        )
