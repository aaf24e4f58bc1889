"""Whether the licence of every package allows what is done with it."""

import json
import tomllib
from collections.abc import Iterator, Mapping, Set
from importlib import metadata
from pathlib import Path
from typing import NamedTuple

from license_expression import (  # type: ignore[import-untyped]
    AND,
    OR,
    ExpressionError,
    LicenseExpression,
    get_spdx_licensing,
)
from packaging.utils import canonicalize_name

from supply_chain.closure import closure
from supply_chain.findings import Findings
from supply_chain.locks import EXTRAS, NPM_LOCKS

POLICY = Path(__file__).with_name("licences.toml")
_SPDX = get_spdx_licensing()
_CLASSIFIER = "License :: "


class Policy(NamedTuple):
    """Which licences are allowed, and what the licence of a package is that does not say it as SPDX does.

    Attributes:
        allowed: SPDX identifiers.
        beside: packages that may have any, as long as only the tests need them.
        classifiers: SPDX expression for each trove classifier, without ``License ::``.
        reviewed: SPDX expression of packages whose licence a person looked up in the package.
    """

    allowed: Set[str]
    beside: Set[str]
    classifiers: Mapping[str, str]
    reviewed: Mapping[str, str]


def check_licences(repository: Path) -> Findings:
    """Look for packages whose licence is not allowed or not known, those of the tests among them."""
    policy = read_policy()
    beside = policy.beside - closure(repository, EXTRAS).keys()
    said: dict[str, str] = {
        name: licence_of(distribution.metadata, policy)
        for name, distribution in closure(repository, ["dev"]).items()
        if name not in beside
    }
    for lock in NPM_LOCKS:
        said |= {
            f"{lock}: {name}": licence for name, licence in _npm_licences(repository / lock, policy.reviewed)
        }
    wrong = [
        f"{name}: {licence or 'no licence that is known'}"
        for name, licence in sorted(said.items())
        if not is_allowed(licence, policy.allowed)
    ]
    return Findings(wrong, [])


def read_policy() -> Policy:
    """Read which licences are allowed."""
    with POLICY.open("rb") as stream:
        content = tomllib.load(stream)
    return Policy(
        frozenset(content["allowed"]),
        frozenset(content["beside"]),
        content["classifiers"],
        content["reviewed"],
    )


def licence_of(package: metadata.PackageMetadata, policy: Policy) -> str:
    """Give the licence of a package as an SPDX expression; empty where it is not known."""
    if "License-Expression" in package:
        return package["License-Expression"]
    classifiers = [
        line.removeprefix(_CLASSIFIER)
        for line in package.get_all("Classifier", [])
        if line.startswith(_CLASSIFIER)
    ]
    known = [policy.classifiers[each] for each in classifiers if each in policy.classifiers]
    if known and len(known) == len(classifiers):
        return " AND ".join(known)
    if name := policy.reviewed.get(canonicalize_name(package["Name"])):
        return name
    # A name of its own making counts for less than a classifier that is not known.
    return package["License"] if "License" in package and not classifiers else ""


def is_allowed(expression: str, allowed: Set[str]) -> bool:
    """Whether an SPDX expression can be met with allowed licences: all of an AND, one of an OR."""
    try:
        parsed = _SPDX.parse(expression)
    except ExpressionError:
        return False
    return parsed is not None and _is_met(parsed, allowed)


def _is_met(expression: LicenseExpression, allowed: Set[str]) -> bool:
    if isinstance(expression, AND):
        return all(_is_met(part, allowed) for part in expression.args)
    if isinstance(expression, OR):
        return any(_is_met(part, allowed) for part in expression.args)
    return str(expression) in allowed


def _npm_licences(lock: Path, reviewed: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    for place, package in json.loads(lock.read_text(encoding="utf-8"))["packages"].items():
        if place:
            name = place.rpartition("node_modules/")[2]
            yield place, package.get("license") or reviewed.get(name, "")
