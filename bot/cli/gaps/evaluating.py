"""`wegwijzer vragen toets`: a question that got no good answer is one that the assistant is tested with."""

import asyncio
import sys
from typing import Annotated

import typer

from bot.cli.evaluation_set.adding import DocumentUnknown
from bot.cli.gaps.options import IdArgument
from bot.cli.gaps.store import open_store
from bot.evaluation.evaluation_set import Added, add_case
from bot.gaps.actions import Decision
from bot.library.finding import document_named, nearest_documents
from bot.wording import evaluation_cli as evaluation_words
from bot.wording import gaps_cli as words
from bot.wording.evaluation_set import added, expected

HELP = words.EVALUATION


def evaluate_gap(
    identity: IdArgument,
    document: Annotated[str, typer.Argument(metavar="DOCUMENT", help=evaluation_words.DOCUMENT)],
) -> None:
    """Make a case of the evaluation set of a question."""
    done = asyncio.run(_add(identity, document))
    sys.stdout.write(f"{added(done)} {expected(done.case)}\n")


async def _add(identity: str, typed: str) -> Added:
    async with open_store() as store:
        gap = await store.gap(identity)
        name = None
        if typed.casefold() != evaluation_words.NO_DOCUMENT:
            name = document_named(typed, store.dialogue.documents)
            if name is None:
                raise DocumentUnknown(typed, nearest_documents(typed, store.dialogue.documents))
        done = await asyncio.to_thread(add_case, store.settings, gap.question, name)
        await store.decide(gap, Decision.TO_EVALUATION)
        return done
