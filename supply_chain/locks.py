"""Whether what is installed is fixed to the byte, and whether the locks say what the project asks for."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

from supply_chain.closure import closure
from supply_chain.findings import Findings

IMAGE_LOCK = Path("container/requirements.lock")
BUILD_LOCK = Path("container/build-requirements.lock")
EXTRAS = ("telemetry",)
"""Of the project, that the image has."""
CONSTRAINTS = Path("constraints.txt")
NPM_LOCKS = (
    Path("demo/browser/package-lock.json"),
    Path("demo/web/package-lock.json"),
    Path("tests/js_sdk/package-lock.json"),
)


def check_locks(repository: Path) -> Findings:
    """Look whether the locks are complete."""
    image = list(read_lock(repository / IMAGE_LOCK))
    wrong = [
        *_unpinned(IMAGE_LOCK, image),
        *_unpinned(BUILD_LOCK, read_lock(repository / BUILD_LOCK)),
        *_other_versions(image, repository / CONSTRAINTS),
        *disagreement({canonicalize_name(needed.name) for needed, _ in image}, closure(repository, EXTRAS)),
        *(wrong for lock in NPM_LOCKS for wrong in _without_integrity(lock, repository / lock)),
    ]
    return Findings(wrong, [])


def read_lock(path: Path) -> Iterator[tuple[Requirement, list[str]]]:
    """Give each requirement of a pip lock with its hashes."""
    text = re.sub(r"^\s*#.*$", "", path.read_text(encoding="utf-8"), flags=re.MULTILINE)
    for line in text.replace("\\\n", " ").splitlines():
        if line.strip():
            requirement, *options = line.split(" --hash=")
            yield Requirement(requirement.strip()), [option.strip() for option in options]


def disagreement(locked: Iterable[str], needed: Iterable[str]) -> list[str]:
    """Give the packages that are only locked or only needed, a sentence each."""
    locked, needed = set(locked), set(needed)
    return [
        *(f"{IMAGE_LOCK}: {name} is needed and not in it; run make lock" for name in sorted(needed - locked)),
        *(f"{IMAGE_LOCK}: {name} is in it and not needed; run make lock" for name in sorted(locked - needed)),
    ]


def _unpinned(name: Path, lock: Iterable[tuple[Requirement, list[str]]]) -> Iterator[str]:
    for requirement, hashes in lock:
        if [pin.operator for pin in requirement.specifier] != ["=="]:
            yield f"{name}: {requirement} is not pinned to one version"
        if not hashes or not all(re.fullmatch(r"sha256:[0-9a-f]{64}", each) for each in hashes):
            yield f"{name}: {requirement} has no hash"


def _other_versions(lock: Iterable[tuple[Requirement, list[str]]], constraints: Path) -> Iterator[str]:
    tested: Mapping[str, Version] = {
        canonicalize_name(name): Version(version)
        for name, version in re.findall(r"^([\w.-]+)==(\S+)", constraints.read_text(), re.MULTILINE)
    }
    for requirement, _ in lock:
        name = canonicalize_name(requirement.name)
        if name == "setuptools":
            continue  # `pip freeze` leaves it out
        # The lock names the CPU build (2.13.0+cpu), the constraints only the version.
        versions = {Version(Version(pin.version).public) for pin in requirement.specifier}
        if versions != {tested.get(name)}:
            yield f"{IMAGE_LOCK}: {requirement} is not the version that was tested ({tested.get(name)})"


def _without_integrity(name: Path, path: Path) -> Iterator[str]:
    for place, package in json.loads(path.read_text(encoding="utf-8"))["packages"].items():
        if place and not package.get("link") and not package.get("integrity"):
            yield f"{name}: {place} has no hash"
