"""The session file: a restart goes on as the same device."""

import json
import logging
from dataclasses import asdict, dataclass, field
from pathlib import Path

from bot.channels.matrix.private_files import write_private

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Session:
    """A device that is logged in."""

    homeserver: str
    user_id: str
    device_id: str
    access_token: str = field(repr=False)


def load_session(path: Path) -> Session | None:
    """Read a session; None where there is none that can be read."""
    try:
        return Session(**json.loads(path.read_text(encoding="utf-8")))
    except FileNotFoundError:
        return None
    except (TypeError, ValueError):
        log.warning("%s is not a session; it will be replaced", path)
        return None


def save_session(path: Path, session: Session) -> None:
    """Write a session, readable by nobody else, whole or not at all."""
    write_private(path, json.dumps(asdict(session), indent=2))
