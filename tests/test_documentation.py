"""What the documentation says of the tests."""

import re
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).resolve().parents[1]
DOCUMENTS = sorted((REPOSITORY / "docs").rglob("*.md"))


@pytest.fixture(scope="module")
def tests() -> set[str]:
    """The names of all tests."""
    files = (path.read_text() for path in (REPOSITORY / "tests").rglob("test_*.py"))
    return {name for text in files for name in re.findall(r"^(?:async )?def (test_\w+)", text, re.MULTILINE)}


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_a_test_that_a_document_names_is_there(document: Path, tests: set[str]):
    assert set(re.findall(r"`(test_\w+)`", document.read_text())) <= tests
