"""Reading the documents again and trying what comes of it: the work, in whichever process that is done."""

import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from bot.assembly.answering import answering_from
from bot.dialogue import Dialogue
from bot.evaluation.effect import Effect, measure_effect
from bot.evaluation.evaluation_set import read_set
from bot.indexing import index_documents
from bot.intents.classifier import load_classifier
from bot.intents.recognition import IntentRecognition
from bot.library.hidden import NOTHING_HIDDEN, Hidden
from bot.reindexing.collection import Collection
from bot.reindexing.reindexed import QUESTIONS, RIGHT, Ending, Reindexed, Skipped, Stage, Step
from bot.settings import KnowledgeSettings, Settings
from index.backend import Generations
from index.embedding.embedder import Embedder
from index.generations import IndexUnavailable, Keeping, NoIndexError, WrongModelError
from index.lock import LockedError
from index.search import Index


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """What is to be done.

    Attributes:
        settings: name the model, the evaluation set, and how much worse a generation may be.
        collection: what the index is made of.
        generations: the index.
        hidden: the documents that are shown to nobody: no question is asked about those alone.
        forced: the new generation comes to serve however bad it is.
    """

    settings: Settings
    collection: Collection
    generations: Generations
    hidden: Hidden = NOTHING_HIDDEN
    forced: bool = False


def reindex_collection(work: Work, embedder: Embedder, tell: Callable[[Step], None]) -> Reindexed:
    """Read the documents again, try what comes of it, and let it serve.

    Args:
        work: what is to be done.
        embedder: the model.
        tell: told how far it is, many times a second.

    Raises:
        FileNotFoundError: a folder is not there.
        LockedError: another process changes the index.
        QuestionsInvalid: the evaluation set cannot be read.
    """
    started = time.monotonic()
    trial = _Trial(work, embedder, tell)
    read = 0

    def note_read(documents: int) -> None:
        nonlocal read
        read = documents
        tell(Step(Stage.READING, read))

    summary = index_documents(
        work.collection,
        work.generations,
        embedder,
        lambda done, total: tell(Step(Stage.EMBEDDING, read, done, total)),
        judge=trial.judge,
        note_read=note_read,
    )
    # The new generation serves whatever becomes of this; another process does it too, or the next build.
    with suppress(LockedError, IndexUnavailable):
        work.generations.remove_old(keeping(work.settings.knowledge), datetime.now(UTC))
    ending = Ending.BUILT if summary.built else Ending.REFUSED if summary.refused else Ending.UNCHANGED
    return Reindexed(
        ending=ending,
        generation=summary.generation,
        documents=summary.documents,
        passages=summary.passages,
        skipped=tuple(Skipped(one.path.name, one.reason) for one in summary.skipped),
        effect=trial.effect,
        seconds=time.monotonic() - started,
    )


def keeping(settings: KnowledgeSettings) -> Keeping:
    """Give which generations are kept."""
    return Keeping(settings.keep_generations, timedelta(days=settings.keep_days))


class _Trial:
    """Asks the questions of the evaluation set of a generation before it serves.

    Attributes:
        effect: what came of that; None as long as there was nothing to try.
    """

    def __init__(self, work: Work, embedder: Embedder, tell: Callable[[Step], None]) -> None:
        # First of all: who keeps a set that cannot be read hears so before the work is done.
        self._questions = read_set(work.settings)
        self._work = work
        self._embedder = embedder
        self._tell = tell
        self.effect: Effect | None = None

    def judge(self, candidate: Index) -> Mapping[str, int] | None:
        """Try a generation; give what is kept with it, or None where it lost too much."""
        self._tell(Step(Stage.TESTING))
        settings = self._work.settings
        recognition = IntentRecognition(load_classifier(self._embedder, settings.data_dir / "models"))
        serving = self._serving()
        before = Dialogue(answering_from(serving, self._embedder, settings), recognition) if serving else None
        self.effect = measure_effect(
            self._questions,
            before,
            Dialogue(answering_from(candidate, self._embedder, settings), recognition),
            self._work.hidden,
        )
        most_lost = settings.knowledge.most_lost
        if most_lost is not None and self.effect.lost > most_lost and not self._work.forced:
            return None
        return {QUESTIONS: self.effect.questions, RIGHT: self.effect.right_after}

    def _serving(self) -> Index | None:
        try:
            return Index.open(self._work.generations, self._embedder)
        except (NoIndexError, WrongModelError):
            return None
