"""A message is read as the questions that it asks."""

from collections.abc import Iterable, Sequence

from bot.answering.asked import Asked, Question
from bot.answering.comparison import asked_of_each
from bot.answering.follow_up import complete
from bot.answering.leaning import Leaning
from bot.answering.other_names import OtherNames
from bot.answering.several import split_questions
from bot.memory import Exchange
from index.embedding.embedder import Embedder, Vectors
from index.search import Query


class QuestionReader:
    """Reads messages as the questions that they ask, and embeds those.

    Args:
        embedder: embeds messages and questions.
        names: other names of what a question mentions.
        leaning: tells what leans on the question before it.
    """

    def __init__(self, embedder: Embedder, names: OtherNames, leaning: Leaning) -> None:
        self.embedder = embedder
        self._names = names
        self._leaning = leaning

    def questions(self, texts: Sequence[str]) -> list[Question]:
        """Embed questions that are complete in themselves."""
        vectors = self._embed(map(self._to_embed, texts))
        return [Question(text, vectors[self._to_embed(text)]) for text in texts]

    def read(self, message: str, exchanges: Sequence[Exchange]) -> Asked:
        """Read a message: one run of the embedding model, and one more for what is not asked in these words.

        Args:
            message: one question or several, as asked, cleaned.
            exchanges: what the same person asked just before, oldest first.
        """
        parts = split_questions(message)
        written = [message, *parts]
        vectors = self._embed([*written, *map(self._to_embed, written)])
        leaning = {text for text in written if self._leaning.leans(vectors[text])}
        follows_up = bool(exchanges) and message in leaning
        before = exchanges[-1].question if follows_up else ""
        whole = [complete(message, before)] if len(parts) > 1 and leaning.intersection(parts) else []
        first, *later = parts
        asked = [complete(first, before)]
        asked += [complete(part, whole[0]) if part in leaning else part for part in later]
        compared = asked_of_each(message)
        vectors |= self._embed(
            {self._to_embed(text) for text in (*asked, *whole, *compared)} - vectors.keys()
        )

        def questions(texts: Iterable[str]) -> tuple[Question, ...]:
            return tuple(Question(text, vectors[self._to_embed(text)]) for text in texts)

        return Asked(
            message=message,
            vector=vectors[message],
            questions=questions(asked),
            whole=next(iter(questions(whole)), None),
            compared=questions(compared),
            follows_up=follows_up,
        )

    def _to_embed(self, text: str) -> str:
        return Query(text, self._names.of(text)).to_embed

    def _embed(self, texts: Iterable[str]) -> dict[str, Vectors]:
        # Most messages are one question without other names: that is embedded once.
        distinct = list(dict.fromkeys(texts))
        return dict(zip(distinct, self.embedder.embed_queries(distinct), strict=True)) if distinct else {}
