"""Everything that can be set, by subject."""

from bot.settings.invalid import SettingsInvalid
from bot.settings.knowledge import KnowledgeSettings
from bot.settings.loading import load_settings
from bot.settings.matrix import SHORTEST_PICKLE_KEY, MatrixSettings
from bot.settings.observability import ObservabilitySettings
from bot.settings.retention import RetentionSettings
from bot.settings.roles import RoleSettings
from bot.settings.settings import ENVIRONMENT_PREFIX, SETTINGS_FILE, Settings
from bot.settings.telegram import TelegramSettings
from bot.settings.workflow import WorkflowSettings

__all__ = [
    "ENVIRONMENT_PREFIX",
    "SETTINGS_FILE",
    "SHORTEST_PICKLE_KEY",
    "KnowledgeSettings",
    "MatrixSettings",
    "ObservabilitySettings",
    "RetentionSettings",
    "RoleSettings",
    "Settings",
    "SettingsInvalid",
    "TelegramSettings",
    "WorkflowSettings",
    "load_settings",
]
