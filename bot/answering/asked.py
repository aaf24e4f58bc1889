"""A message is read as the questions that it asks, and embedded together with them."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.answering.follow_up import complete, leans_back
from bot.answering.other_names import OtherNames
from bot.answering.several import split_questions
from bot.memory import Exchange
from index.embedding.embedder import Embedder, Vectors
from index.search import Query


@dataclass(frozen=True, slots=True)
class Question:
    """One question.

    Attributes:
        text: the question, complete in itself.
        vector: its embedding with its other names, of shape (dimensions,) and length 1.
    """

    text: str
    vector: Vectors


@dataclass(frozen=True, slots=True)
class Asked:
    """What was asked in a message.

    Attributes:
        message: the message, cleaned.
        vector: its embedding as it stands, of shape (dimensions,) and length 1.
        questions: the questions in it; of a follow-up its two readings: with the question before in
            front of it, and as it stands.
        follows_up: whether it leans on the question before.
    """

    message: str
    vector: Vectors
    questions: tuple[Question, ...]
    follows_up: bool


def read(message: str, exchanges: Sequence[Exchange], names: OtherNames, embedder: Embedder) -> Asked:
    """Read a message, with one run of the embedding model.

    Args:
        message: one question or several, as asked, cleaned.
        exchanges: what the same person asked just before, oldest first.
        names: other names of what a question mentions.
        embedder: embeds the message and its questions.
    """
    follows_up = bool(exchanges) and leans_back(message)
    texts = [complete(message, exchanges), message] if follows_up else split_questions(message)
    to_embed = [Query(text, names.of(text)).to_embed for text in texts]
    # Most messages are one question without other names: that is embedded once.
    distinct = list(dict.fromkeys([message, *to_embed]))
    vectors = dict(zip(distinct, embedder.embed_queries(distinct), strict=True))
    questions = [Question(text, vectors[embedded]) for text, embedded in zip(texts, to_embed, strict=True)]
    return Asked(message, vectors[message], tuple(questions), follows_up)
