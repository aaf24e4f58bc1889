from importlib import metadata
from pathlib import Path

import pytest

from supply_chain.licences import check_licences, is_allowed, licence_of, read_policy

REPOSITORY = Path(__file__).resolve().parents[2]
POLICY = read_policy()


def package(folder: Path, *lines: str) -> metadata.PackageMetadata:
    """What an installed package says of itself."""
    installed = folder / "sample-1.0.dist-info"
    installed.mkdir()
    (installed / "METADATA").write_text("\n".join(["Metadata-Version: 2.4", "Name: sample", *lines, ""]))
    return metadata.Distribution.at(installed).metadata


def test_every_package_may_be_used() -> None:
    assert check_licences(REPOSITORY).wrong == []


@pytest.mark.parametrize(
    ("expression", "allowed"),
    [
        ("MIT", True),
        ("GPL-3.0-only OR MIT", True),
        ("(Apache-2.0 OR GPL-2.0-only) AND BSD-3-Clause", True),
        ("MIT AND AGPL-3.0-only", False),
        ("GPL-3.0-or-later", False),
        ("Apache-2.0 WITH LLVM-exception", True),
        ("GPL-2.0-only WITH Classpath-exception-2.0", False),
        ("Free for all AND", False),
        ("", False),
        ("a licence of our own", False),
    ],
)
def test_all_of_an_and_and_one_of_an_or_must_be_allowed(expression: str, allowed: bool) -> None:
    assert is_allowed(expression, POLICY.allowed) is allowed


@pytest.mark.parametrize(
    ("lines", "licence"),
    [
        (["License-Expression: ISC", "License: GPL"], "ISC"),
        (["Classifier: License :: OSI Approved :: MIT License"], "MIT"),
        (["License: Apache-2.0"], "Apache-2.0"),
        (["License: MIT", "Classifier: License :: OSI Approved :: GNU Affero General Public License v3"], ""),
        ([], ""),
    ],
)
def test_what_a_package_says_of_its_licence_is_understood(
    tmp_path: Path, lines: list[str], licence: str
) -> None:
    assert licence_of(package(tmp_path, *lines), POLICY) == licence
