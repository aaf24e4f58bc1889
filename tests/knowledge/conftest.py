import io
from collections.abc import Callable
from pathlib import Path

import pytest

from knowledge.document import Document, ListBlock
from knowledge.reading import read


@pytest.fixture
def read_bytes(tmp_path: Path) -> Callable[[str, bytes], Document]:
    """Write a file and read it back as a document."""

    def read_written(name: str, data: bytes) -> Document:
        path = tmp_path / name
        path.write_bytes(data)
        return read(path)

    return read_written


@pytest.fixture
def saved() -> Callable[[object], bytes]:
    """Return the bytes that a document of an office library saves."""

    def save(document: object) -> bytes:
        buffer = io.BytesIO()
        document.save(buffer)  # type: ignore[attr-defined]
        return buffer.getvalue()

    return save


@pytest.fixture
def outline() -> Callable[[Document], list[tuple[tuple[str, ...], list[str | list[str]]]]]:
    """Show a document as (headings, blocks), with a list as a list of its items."""

    def show(document: Document) -> list[tuple[tuple[str, ...], list[str | list[str]]]]:
        return [
            (
                section.headings,
                [
                    list(block.items) if isinstance(block, ListBlock) else block.text
                    for block in section.blocks
                ],
            )
            for section in document.sections
        ]

    return show
