"""The alert rules and the dashboard name what there is."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.messages import Kind
from bot.observability.metrics import REGISTRY
from bot.observability.stages import Stage
from bot.reindexing.reindexed import Ending

ROOT = Path(__file__).resolve().parents[3]
DOCUMENTATION = (ROOT / "docs" / "observability.md").read_text()
GROUPS = yaml.safe_load((ROOT / "deploy/prometheus/alerts.yaml").read_text())["groups"]
RULES: list[dict[str, Any]] = [rule for group in GROUPS for rule in group["rules"]]
PANELS = json.loads((ROOT / "deploy/grafana/dashboard.json").read_text())["panels"]
EXPRESSIONS = [rule["expr"] for rule in RULES] + [
    target["expr"] for panel in PANELS for target in panel["targets"]
]
SUFFIXES = {"counter": ("_total",), "histogram": ("_bucket", "_count", "_sum"), "gauge": ("",)}
VALUES = {
    "stage": set(Stage),
    "kind": set(Kind),
    "ending": set(Ending),
    "queue": {"inbox", "to_answer", "outbox"},
    "channel": {"matrix", "telegram", "terminal"},
}


def names() -> set[str]:
    """All series that Prometheus finds, by name."""
    return {
        family.name + suffix for family in REGISTRY.collect() for suffix in SUFFIXES.get(family.type, ("",))
    }


def test_every_metric_in_an_expression_is_there() -> None:
    named = set(re.findall(r"\b(?:wegwijzer|process|python)_\w+", " ".join(EXPRESSIONS)))

    assert named - names() == set()


@pytest.mark.parametrize("expression", EXPRESSIONS)
def test_an_expression_asks_for_values_that_a_label_can_have(expression: str) -> None:
    for label, said in re.findall(r'(\w+)(?:=|!=|=~)"([^"]*)"', expression):
        assert set(said.split("|")) <= VALUES[label]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule["alert"])
def test_an_alert_says_what_is_wrong_and_where_it_says_what_to_do(rule: dict[str, Any]) -> None:
    assert rule["annotations"]["summary"]
    assert rule["labels"]["severity"] in {"critical", "warning", "info"}
    path, _, place = rule["annotations"]["runbook"].partition("#")
    assert (ROOT / path).exists()
    assert f"### {rule['alert']}\n" in DOCUMENTATION
    assert place == rule["alert"].lower()


def test_the_documentation_names_every_metric_of_ours() -> None:
    ours = {family.name for family in REGISTRY.collect() if family.name.startswith("wegwijzer_")}

    assert {name for name in ours if f"`{name}" not in DOCUMENTATION} == set()
