"""`wegwijzer search`: the passages that rank highest, for those who tend the knowledge."""

import sys
from typing import Annotated

import typer

from bot.assembly.answering import open_embedder, open_index
from bot.cli.hidden import hidden_from
from bot.cli.options import IndexOption, RoomOption
from bot.cli.progress import progress_on_stderr
from bot.lessons.folder import lessons_among
from bot.settings import load_settings
from bot.wording import cli as words

HELP = words.SEARCH


def search(
    query: Annotated[str, typer.Argument(metavar="VRAAG", help=words.SEARCH_QUERY)],
    index: IndexOption = None,
    count: Annotated[int, typer.Option("--count", "-n", min=1, max=100, help=words.SEARCH_COUNT)] = 5,
    room: RoomOption = None,
) -> None:
    """Print the passages that rank highest, with their scores."""
    settings = load_settings()
    embedder = open_embedder(settings, progress_on_stderr)
    opened = open_index(settings, index, embedder, progress_on_stderr)
    hidden = hidden_from(settings, opened.manifest.versions, room)
    names = hidden.with_lessons(lessons_among(opened.manifest.documents))
    for rank, hit in enumerate(opened.search(query, count, names), 1):
        place = f"{hit.passage.source.document} · {hit.passage.section}".removesuffix(" · ")
        scores = words.SEARCH_SCORES.format(score=hit.score, dense=hit.dense, lexical=hit.lexical)
        sys.stdout.write(f"{rank}. {place}\n   {scores}\n   {hit.passage.text}\n\n")
