"""What answers questions from documents is put together: settings in, a working dialogue out."""

from pathlib import Path

from bot.answering.answering import Answering, Thresholds
from bot.answering.confidence import load_confidence
from bot.answering.leaning import load_leaning
from bot.answering.other_names import OtherNames
from bot.answering.query_adapter import load_adapter
from bot.answering.question_reader import QuestionReader
from bot.assembly.generations import generations_of
from bot.dialogue import Dialogue
from bot.indexing import bring_up_to_date, serves
from bot.intents.classifier import load_classifier
from bot.intents.recognition import IntentRecognition
from bot.lessons.folder import is_lesson
from bot.progress import ProgressOf
from bot.reindexing.collection import collection_of
from bot.settings import Settings
from bot.wording import cli as words
from index.embedding import load_embedder
from index.embedding.embedder import Embedder
from index.lock import LockedError
from index.search import Index
from knowledge.glossary import load_glossary


def open_embedder(settings: Settings, progress_of: ProgressOf) -> Embedder:
    """Load the embedding model; the default one is made ready the first time."""
    return load_embedder(settings.embedding_model, settings.data_dir, progress=progress_of(words.TASK_MODEL))


def open_index(
    settings: Settings, index_dir: Path | None, embedder: Embedder, progress_of: ProgressOf
) -> Index:
    """Open an index.

    Args:
        settings: name the default index and its documents.
        index_dir: folder of an index that was made before; None for the default one, which is made when it
            is missing or no longer what the documents say. Where a generation may be refused, one that is
            there stays: what the documents say is tried while it serves.
        embedder: the model that questions are embedded with.
        progress_of: shows how far a task is.

    Raises:
        LockedError: another process is making the default index, and there was none yet.
        NoIndexError: there is no index in `index_dir`.
        WrongModelError: the index was made with another model.
    """
    own = generations_of(settings)
    is_tried_later = settings.knowledge.most_lost is not None and serves(own, embedder.name)
    if index_dir is None and not is_tried_later:
        progress = progress_of(words.TASK_INDEX)
        try:
            bring_up_to_date(collection_of(settings), own, embedder, progress)
        except LockedError:
            # What the other process makes is followed by whoever runs; to wait for it can take minutes.
            if not serves(own, embedder.name):
                raise
    return Index.open(generations_of(settings, index_dir), embedder)


def open_dialogue(settings: Settings, index_dir: Path | None, progress_of: ProgressOf) -> Dialogue:
    """Put together what answers questions; see `open_index` for the arguments."""
    return dialogue_with(open_embedder(settings, progress_of), settings, index_dir, progress_of)


def dialogue_with(
    embedder: Embedder, settings: Settings, index_dir: Path | None, progress_of: ProgressOf
) -> Dialogue:
    """Put together what answers questions, on an embedding model that others use too."""
    index = open_index(settings, index_dir, embedder, progress_of)
    classifier = load_classifier(embedder, settings.data_dir / "models")
    return Dialogue(answering_from(index, embedder, settings), IntentRecognition(classifier))


def answering_from(index: Index, embedder: Embedder, settings: Settings) -> Answering:
    """Put together what finds answers in an index."""
    # Lessons come on top of what the adapter was fitted on: that there are many makes it no less fit.
    documents = [name for name in index.manifest.documents if not is_lesson(name)]
    adapter = load_adapter(embedder.name, documents)
    confidence = load_confidence(adapted=adapter is not None)
    thresholds = Thresholds(settings.answer_threshold, settings.nearby_threshold)
    return Answering(index, open_reader(embedder, settings), adapter, confidence, thresholds)


def open_reader(embedder: Embedder, settings: Settings) -> QuestionReader:
    """Put together what reads messages as questions."""
    leaning = load_leaning(embedder, settings.data_dir / "models")
    return QuestionReader(embedder, OtherNames(load_glossary()), leaning)
