"""The session file: a restart goes on as the same device."""

import json
import logging
import os
from dataclasses import asdict, dataclass, field
from pathlib import Path

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
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    unfinished = path.with_suffix(".new")
    unfinished.unlink(missing_ok=True)
    with os.fdopen(
        os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8"
    ) as file:
        json.dump(asdict(session), file, indent=2)
        file.flush()
        os.fsync(file.fileno())
    unfinished.replace(path)
