"""Reports, drafts and outcomes for tests."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from bot.conversation.progress import Progress
from bot.knelpunten.actions import SendReport
from bot.knelpunten.draft import Draft
from bot.knelpunten.report import Report
from bot.memory import Memory
from bot.outcome import Outcome

ON_SQLITE = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
"""For what is about the file that the database is."""

ON_POSTGRESQL = pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
"""For what is about several processes on one database."""

NOW = datetime(2026, 1, 1, 12, tzinfo=UTC)


def report(**changes: Any) -> Report:
    values: dict[str, Any] = {
        "title": "Brief komt te laat",
        "description": "De brief komt na de betaaldatum.",
        "affected": "burgers",
        "organisation": "Gemeente Almere",
        "cause": "werkproces",
    }
    return Report(**(values | changes))


def draft(description: str = "De brief komt te laat.", **changes: Any) -> Draft:
    return Draft(progress=Progress("affected", {"description": description, "group": None}), **changes)


def outcome(**changes: Any) -> Outcome:
    values: dict[str, Any] = {"replies": (), "memory": Memory(introduced=True)}
    return Outcome(**(values | changes))


def sending(number: str = "KP-2026-0001", about: Report | None = None) -> Outcome:
    """What follows when somebody sends a report."""
    return outcome(action=SendReport(number=number, report=about or report()))


def on_disk(words: str, folder: Path) -> list[str]:
    """The files of a folder in which these words can be read."""
    return [path.name for path in folder.iterdir() if path.is_file() and words.encode() in path.read_bytes()]
