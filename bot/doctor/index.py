"""The language model, and the index that it made."""

from collections.abc import Iterator

from bot.assembly.generations import generations_of
from bot.doctor.finding import Finding, good, notice, wrong
from bot.indexing import as_before, is_behind
from bot.reindexing.collection import collection_of
from bot.settings import Settings
from bot.storage.database import DatabaseUnusable
from bot.wording import doctor as words
from bot.wording.errors import explain
from index.embedding import load_embedder
from index.embedding.model_files import ModelFileError
from index.embedding.sentence_transformers_embedder import ModelLoadError
from index.generations import IndexUnavailable, NoIndexError, WrongModelError
from index.search import Index


def check_index(settings: Settings) -> Iterator[Finding]:
    """Load the model, and look whether there is an index of it that can be searched; takes a second."""
    for folder in settings.documents:
        if not folder.exists():
            yield wrong(words.DOCUMENTS, words.NO_DOCUMENTS.format(folder=folder))
            return
    try:
        embedder = load_embedder(settings.embedding_model, settings.data_dir)
    except (ModelFileError, ModelLoadError, OSError) as error:
        yield wrong(words.MODEL, explain(error) or str(error))
        return
    yield good(words.MODEL, words.MODEL_IS.format(name=embedder.name))
    try:
        generations = generations_of(settings)
        index = Index.open(generations, embedder)
        collection = as_before(collection_of(settings), generations)
        behind = is_behind(collection, generations, embedder.name)
    except NoIndexError as error:
        # The first start makes it.
        yield notice(words.INDEX, explain(error) or str(error))
    except (DatabaseUnusable, IndexUnavailable, WrongModelError, OSError, ValueError) as error:
        yield wrong(words.INDEX, explain(error) or str(error))
    else:
        number, count = index.generation, len(index)
        said = words.INDEX_IS.format(
            number=number, passages=count, backend=settings.index_backend, place=generations.place
        )
        yield notice(words.INDEX, said + words.BEHIND) if behind else good(words.INDEX, said)
