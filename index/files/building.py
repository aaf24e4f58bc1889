"""A generation in the making, in a folder beside those that are complete."""

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, replace
from pathlib import Path

from index.durable import sync, sync_tree
from index.embedding.embedder import Vectors
from index.files.dense import write_line_vectors, write_passage_vectors
from index.files.keys import LINE_KEYS, PASSAGE_KEYS, write_keys
from index.files.layout import BUILDING, HELD, MANIFEST, folder_of, sizes
from index.files.lexical import write_lexical
from index.files.opened import FilesOpened
from index.files.passage_store import write_passages
from index.generations import Generation, Manifest
from knowledge.passage import Passage


class FileBuilding:
    """A generation in the making; see `index.backend.Building`.

    Attributes:
        number: that it gets.
    """

    def __init__(self, index_dir: Path, number: int, serve: Callable[[int], None]) -> None:
        """Take the index, the number, and what makes a complete generation serve."""
        self.number = number
        self._index_dir = index_dir
        self._folder = index_dir / BUILDING
        self._serve = serve
        self._lines_per_passage: list[int] = []

    def write_passages(self, passages: Sequence[Passage], texts: Sequence[str]) -> None:
        """Write all passages, in order, with the text that each is found by."""
        write_passages(self._folder, passages)
        write_lexical(self._folder, texts)
        self._lines_per_passage = [len(passage.lines) for passage in passages]

    def write_passage_vectors(
        self, dimensions: int, keys: Sequence[bytes], chunks: Iterable[Vectors]
    ) -> None:
        """Write the vectors of all passages, in order."""
        write_keys(self._folder / PASSAGE_KEYS, keys)
        write_passage_vectors(self._folder, dimensions, chunks)

    def write_line_vectors(self, dimensions: int, keys: Sequence[bytes], chunks: Iterable[Vectors]) -> None:
        """Write the vectors of all lines of all passages, in order."""
        write_keys(self._folder / LINE_KEYS, keys)
        write_line_vectors(self._folder, dimensions, self._lines_per_passage, chunks)

    def open(self) -> FilesOpened:
        """Open what was written, to try it before it serves."""
        return FilesOpened(self._folder)

    def commit(self, manifest: Manifest) -> Generation:
        """Make it the generation that serves: one rename, and one more of the file that names it."""
        folder = folder_of(self._index_dir, self.number)
        manifest = replace(manifest, files=sizes(self._folder))
        text = json.dumps(asdict(manifest), ensure_ascii=False, indent=1)
        (self._folder / MANIFEST).write_text(text + "\n", encoding="utf-8")
        sync_tree(self._folder)
        self._folder.rename(folder)
        sync(self._index_dir)
        self._serve(self.number)
        self.release()
        return Generation(self.number, manifest)

    def release(self) -> None:
        """Let the index follow the documents again."""
        if (self._index_dir / HELD).exists():
            (self._index_dir / HELD).unlink(missing_ok=True)
            sync(self._index_dir)
