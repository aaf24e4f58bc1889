"""The bot that the assistant is on Telegram."""

from dataclasses import dataclass
from pathlib import Path

from pydantic import SecretStr

API = "https://api.telegram.org"


@dataclass(frozen=True, slots=True, kw_only=True)
class Webhook:
    """Where Telegram brings updates, instead of being asked for them.

    Attributes:
        url: as Telegram reaches it: https, through a proxy that ends TLS.
        port: that is listened on here.
    """

    url: str
    port: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TelegramAccount:
    """A bot of the Bot API.

    Attributes:
        token: as BotFather gave it.
        data_dir: folder of the assistant.
        api: web address of the Bot API server.
        webhook: None to ask for updates (long polling).
    """

    token: SecretStr
    data_dir: Path
    api: str = API
    webhook: Webhook | None = None

    @property
    def journal(self) -> Path:
        """File of what was sent and is not in the database yet."""
        return self.data_dir / "telegram" / "sent"

    @property
    def under_way(self) -> Path:
        """Folder of what is being sent at this moment."""
        return self.data_dir / "telegram" / "under_way"

    @property
    def moved_groups(self) -> Path:
        """File of the groups that became supergroups."""
        return self.data_dir / "telegram" / "moved_groups.json"
