"""`wegwijzer knelpunten similar`: for each of them, those that the assistant shows as look-alikes."""

import asyncio
import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from typing import Annotated

import typer

from bot.assembly.answering import open_embedder
from bot.cli.knelpunten.store import open_store
from bot.cli.progress import progress_on_stderr
from bot.knelpunten.likeness import load_likeness
from bot.knelpunten.lookalikes import LookAlike, LookAlikes
from bot.knelpunten.report import Knelpunt
from bot.knelpunten.stored_look_alikes import StoredLookAlikes
from bot.settings import Settings, load_settings
from bot.storage.knelpunten import Filter
from bot.wording import knelpunten_cli as words
from index.embedding.embedder import Embedder
from knowledge.normalise import clean

HELP = words.SIMILAR


class NotFittedFor(Exception):
    """Nothing tells when knelpunten look alike by an embedding model, so the assistant shows none.

    Attributes:
        model: name of the model.
    """

    def __init__(self, model: str) -> None:
        super().__init__(model)
        self.model = model


def similar_knelpunten(
    as_json: Annotated[bool, typer.Option("--json", help=words.SIMILAR_JSON)] = False,
) -> None:
    """Print the look-alikes of each knelpunt, oldest first; vectors that are missing are made and kept."""
    settings = load_settings()
    knelpunten = asyncio.run(_oldest_first(settings))
    if not knelpunten:
        sys.stderr.write(words.NONE_FOUND + "\n")
        return
    look_alikes = asyncio.run(_look_alikes(settings, open_embedder(settings, progress_on_stderr)))
    if as_json:
        for line in _json_lines(knelpunten, look_alikes):
            sys.stdout.write(line + "\n")
    else:
        paragraphs = list(_paragraphs(knelpunten, look_alikes)) or [words.NOTHING_SIMILAR]
        sys.stdout.write("\n".join(paragraphs) + "\n")


async def _oldest_first(settings: Settings) -> tuple[Knelpunt, ...]:
    async with open_store(settings) as store:
        return (await store.knelpunten.matching(Filter()))[::-1]


async def _look_alikes(settings: Settings, embedder: Embedder) -> LookAlikes:
    likeness = load_likeness(embedder.name)
    if likeness is None:
        raise NotFittedFor(embedder.name)
    async with open_store(settings) as store:
        stored = StoredLookAlikes(store.knelpunten, store.vectors, embedder, likeness)
        return await stored.up_to_date(progress_on_stderr(words.TASK_VECTORS))


def _json_lines(knelpunten: Sequence[Knelpunt], look_alikes: LookAlikes) -> Iterator[str]:
    id_of = {knelpunt.number: knelpunt.imported_as or knelpunt.number for knelpunt in knelpunten}
    for number, identity in id_of.items():
        similar = [
            {"id": id_of.get(found.number, found.number), "score": round(found.score, 4)}
            for found in look_alikes.similar_to(number)
        ]
        yield json.dumps({"id": identity, "similar": similar}, ensure_ascii=False)


def _paragraphs(knelpunten: Sequence[Knelpunt], look_alikes: LookAlikes) -> Iterator[str]:
    """Yield each knelpunt that has look-alikes, with those below it."""
    titles = {knelpunt.number: clean(knelpunt.report.title) for knelpunt in knelpunten}
    for number, title in titles.items():
        similar = look_alikes.similar_to(number)
        if similar:
            yield "\n".join((f"{number}  {title}", *(_line(found, titles) for found in similar)))


def _line(found: LookAlike, titles: Mapping[str, str]) -> str:
    # Rounded down, because nothing here is certain.
    return f"  {int(found.score * 100):2}%  {found.number}  {titles.get(found.number, '')}"
