"""What an index holds."""

from dataclasses import dataclass
from datetime import datetime

from index.backend import Generations
from index.generations import Manifest, NoIndexError


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexHealth:
    """What a generation of an index holds.

    Attributes:
        generation: its number.
        model: name of the embedding model.
        dimensions: length of a vector.
        made_at: when it was made.
        documents: how many.
        passages: how many.
        lines: how many sentences and list items.
        size: bytes on disk.
    """

    generation: int
    model: str
    dimensions: int
    made_at: datetime
    documents: int
    passages: int
    lines: int
    size: int


def index_health(generation: int, manifest: Manifest) -> IndexHealth:
    """Say what a generation holds."""
    return IndexHealth(
        generation=generation,
        model=manifest.model,
        dimensions=manifest.dimensions,
        made_at=datetime.fromisoformat(manifest.created),
        documents=len(manifest.documents),
        passages=manifest.passages,
        lines=manifest.lines,
        size=sum(manifest.files.values()),
    )


def serving_index(generations: Generations) -> IndexHealth | None:
    """Say what the generation that serves holds; None where there is none that this version reads."""
    try:
        generation = generations.current()
    except NoIndexError:
        return None
    return index_health(generation.number, generation.manifest)
