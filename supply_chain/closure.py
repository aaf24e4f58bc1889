"""The packages that the project needs, with what these need, as installed here."""

import tomllib
from collections.abc import Iterable, Iterator
from importlib import metadata
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import NormalizedName, canonicalize_name


def closure(repository: Path, extras: Iterable[str] = ()) -> dict[NormalizedName, metadata.Distribution]:
    """Give each package that the project needs on this machine.

    Args:
        repository: with the project's `pyproject.toml`.
        extras: of the project, such as ``dev``.

    Raises:
        PackageNotFoundError: a package that is needed is not installed.
    """
    project = tomllib.loads((repository / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    direct = [*project["dependencies"]]
    for extra in extras:
        direct += project["optional-dependencies"][extra]
    found: dict[NormalizedName, metadata.Distribution] = {}
    seen: set[tuple[NormalizedName, str]] = set()
    waiting = [*_named(direct, "")]
    while waiting:
        name, extra = waiting.pop()
        if (name, extra) not in seen:
            seen.add((name, extra))
            found[name] = metadata.distribution(name)
            waiting += _named(found[name].requires or (), extra)
    return found


def _named(lines: Iterable[str], extra: str) -> Iterator[tuple[NormalizedName, str]]:
    for line in lines:
        requirement = Requirement(line)
        if requirement.marker is None or requirement.marker.evaluate({"extra": extra}):
            name = canonicalize_name(requirement.name)
            yield from ((name, wanted) for wanted in ("", *requirement.extras))
