"""From a question to the words that answer it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from bot.answering.answer import Answer
from bot.answering.asked import Asked, Question
from bot.answering.confidence import Certainty, Confidence
from bot.answering.evidence import evidence
from bot.answering.follow_up import shown_for
from bot.answering.query_adapter import QueryAdapter
from bot.answering.question_reader import QuestionReader
from bot.answering.ranking import ranked
from bot.answering.selection import select_lines
from bot.intents.intent import Intent
from bot.lessons.folder import lessons_among
from bot.library.hidden import NOTHING_HIDDEN, Hidden
from bot.memory import Exchange
from bot.observability.stages import Stage, stage
from index.embedding.embedder import Embedder
from index.generations import Manifest
from index.search import Hit, Index, Query
from knowledge.passage import Passage

CANDIDATES = 30
FURTHER = 6


@dataclass(frozen=True, slots=True)
class Found:
    """What was found for a message.

    Attributes:
        question: the question, complete in itself.
        answers: one for each question in the message that the documents answer.
        nearest: what comes nearest where nothing answers; None where nothing comes near.
        confidence: probability (0 to 1) that the best words found answer the question.
    """

    question: str
    answers: tuple[Answer, ...]
    nearest: Answer | None
    confidence: float


@dataclass(frozen=True, slots=True)
class Thresholds:
    """Smallest probabilities (0 to 1) that the documents hold an answer.

    Attributes:
        answer: to give the words found as the answer.
        nearby: to show them as what comes nearest.
    """

    answer: float
    nearby: float


class Answering:
    """Answers questions from an index.

    Args:
        index: the passages.
        reader: reads messages as questions, with the model that the index was made with.
        adapter: moves questions towards what answers them; None where none was fitted.
        confidence: how sure an answer is.
        thresholds: how sure an answer has to be.
    """

    def __init__(
        self,
        index: Index,
        reader: QuestionReader,
        adapter: QueryAdapter | None,
        confidence: Confidence,
        thresholds: Thresholds,
    ) -> None:
        self._index = index
        self._lessons = lessons_among(index.manifest.documents)
        self._reader = reader
        self._adapter = adapter
        self._confidence = confidence
        self._thresholds = thresholds

    @property
    def generation(self) -> int:
        """Number of the generation of the index that answers."""
        return self._index.generation

    @property
    def serving(self) -> tuple[int, Manifest]:
        """The generation of the index that answers: its number, and what it was made of."""
        return self._index.generation, self._index.manifest

    @property
    def embedder(self) -> Embedder:
        """The model that questions are embedded with."""
        return self._reader.embedder

    @property
    def documents(self) -> Mapping[str, str]:
        """The documents that it answers from: the hash of each by its name."""
        return self._index.manifest.documents

    @property
    def passages(self) -> Iterable[Passage]:
        """All that it answers from, also what is not for everyone; read from disk as one goes through it."""
        return self._index.passages

    def read(self, message: str, exchanges: Sequence[Exchange]) -> Asked:
        """Read a message; `exchanges` are what the same person asked just before, oldest first."""
        with stage(Stage.EMBEDDING):
            return self._reader.read(message, exchanges)

    def answer(
        self, asked: Asked, exchanges: Sequence[Exchange], intents: Mapping[Intent, float], hidden: Hidden
    ) -> Found:
        """Find the words that answer a message.

        Args:
            asked: the message, as it was read.
            exchanges: what the same person asked just before, oldest first.
            intents: probability of each intent of what is meant.
            hidden: what may not be shown to who asks; it has no part in what is found.
        """
        found = self._find((asked.main, *asked.questions[1:]), exchanges, intents, hidden)
        if asked.within and found and _held(found[0]) >= self._thresholds.answer:
            found += self._find(asked.within, exchanges, intents, hidden)
        best = max(found, key=_held, default=None)
        is_near = best is not None and _held(best) >= self._thresholds.nearby
        return Found(
            question=asked.main.text if asked.follows_up else asked.message,
            answers=tuple(answer for answer in found if _held(answer) >= self._thresholds.answer),
            nearest=best if is_near else None,
            confidence=best.certainty.right if best else 0.0,
        )

    def look_up(self, questions: Sequence[str]) -> list[tuple[list[Hit], float]]:
        """Give for each question the nearest passages, best first, and the cosine to exceed, to fit on."""
        return self._nearest(self._reader.questions(questions), NOTHING_HIDDEN)

    def _nearest(self, questions: Sequence[Question], hidden: Hidden) -> list[tuple[list[Hit], float]]:
        """Give for each question the nearest passages, best first, and the cosine to exceed."""
        moved = [
            self._adapter.adapt(question.vector) if self._adapter else (question.vector, 0.0)
            for question in questions
        ]
        queries = [
            Query(question.text, vector=vector)
            for question, (vector, _) in zip(questions, moved, strict=True)
        ]
        with stage(Stage.SEARCH):
            found = self._index.search_many(queries, CANDIDATES, hidden.with_lessons(self._lessons))
        return [(ranked(hits), to_exceed) for hits, (_, to_exceed) in zip(found, moved, strict=True)]

    def _find(
        self,
        questions: Sequence[Question],
        exchanges: Sequence[Exchange],
        intents: Mapping[Intent, float],
        hidden: Hidden,
    ) -> list[Answer]:
        """Give for each question the best there is, also when that is poor; none where nothing is left."""
        found = []
        for question, (hits, to_exceed) in zip(questions, self._nearest(questions, hidden), strict=True):
            shown = shown_for(question.text, exchanges)
            fresh = [hit for hit in hits if hit.passage.key not in shown]
            if fresh:
                features = evidence(question.text, fresh, to_exceed, intents)
                found.append(_answer(question.text, fresh, self._confidence.certainty(features)))
        return found


def _held(answer: Answer) -> float:
    return answer.certainty.held


def _answer(question: str, hits: Sequence[Hit], certainty: Certainty) -> Answer:
    best = hits[0]
    return Answer(
        question=question,
        passage=best.passage,
        chosen=tuple(select_lines(question, best.passage.lines, best.line_scores)),
        further=tuple(hit.passage for hit in hits[1:FURTHER]),
        certainty=certainty,
    )
