"""The house rules that a machine can check."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.settings import (
    KnowledgeSettings,
    MatrixSettings,
    ObservabilitySettings,
    RetentionSettings,
    Settings,
    TelegramSettings,
    WorkflowSettings,
)

ROOT = Path(__file__).parents[1]
FORBIDDEN = {"knowledge": {"index", "bot"}, "index": {"bot"}}


def imports(path: Path) -> Iterator[str]:
    """The top-level packages that a file imports."""
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            yield from (name.name.partition(".")[0] for name in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module.partition(".")[0]


@pytest.mark.parametrize("package", FORBIDDEN)
def test_imports_go_one_way(package: str) -> None:
    wrong = {
        str(path.relative_to(ROOT))
        for path in (ROOT / package).rglob("*.py")
        if FORBIDDEN[package] & set(imports(path))
    }

    assert wrong == set()


def test_only_storage_speaks_sql() -> None:
    elsewhere = {
        str(path.relative_to(ROOT))
        for path in (ROOT / "bot").rglob("*.py")
        if "storage" not in path.parts and "sqlalchemy" in set(imports(path))
    }

    passing_on = {"bot/serving.py", *(f"bot/assembly/{name}.py" for name in ("base", "replica", "workflow"))}
    assert elsewhere == passing_on, "these only name the engine that they pass on"


def test_postgresql_is_spoken_in_two_places() -> None:
    """Each with a driver of its own kind: SQLAlchemy for what is kept, bare for the vectors."""
    here = ("bot/storage/", "index/pgvector/")
    elsewhere = {
        name
        for package in ("bot", "index", "knowledge")
        for path in (ROOT / package).rglob("*.py")
        if not (name := path.relative_to(ROOT).as_posix()).startswith(here)
        and {"psycopg", "psycopg_pool"} & set(imports(path))
    }

    assert elsewhere == set()


def test_every_setting_is_documented() -> None:
    documented = set(re.findall(r"^\| `([\w.]+)`", (ROOT / "docs" / "settings.md").read_text(), re.MULTILINE))
    settings = set(Settings.model_fields)
    settings -= {"knowledge", "matrix", "observability", "retention", "telegram", "workflow"}
    settings |= {f"matrix.{name}" for name in MatrixSettings.model_fields}
    settings |= {f"telegram.{name}" for name in TelegramSettings.model_fields}
    settings |= {f"retention.{name}" for name in RetentionSettings.model_fields}
    settings |= {f"knowledge.{name}" for name in KnowledgeSettings.model_fields}
    settings |= {f"observability.{name}" for name in ObservabilitySettings.model_fields}
    settings |= {f"workflow.{name}" for name in WorkflowSettings.model_fields}

    assert documented == settings


def test_every_dependency_has_a_reason() -> None:
    project = (ROOT / "pyproject.toml").read_text()
    reasons = (ROOT / "docs" / "dependencies.md").read_text().lower()
    names = re.findall(
        r'^    "([\w-]+)', project.split("[project.scripts]")[0].split("dependencies = [", 1)[1], re.MULTILINE
    )

    assert [name for name in names if name.lower() not in reasons] == []
