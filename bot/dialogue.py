"""What is said to a message that stands alone: a question, a greeting, a wish to report."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from bot.answering.answering import Answering
from bot.answering.asked import Asked
from bot.answering.composing import compose, compose_nearby
from bot.intents.intent import Intent
from bot.intents.recognition import IntentRecognition, Recognised
from bot.language import language_of
from bot.library.hidden import Hidden
from bot.memory import Exchange, Memory
from bot.messages import Kind, Reply, paragraph
from bot.observability.stages import Stage, stage
from bot.smalltalk import help_blocks, smalltalk_blocks
from bot.text import clean
from bot.wording.phrases import PHRASES, Phrases
from index.embedding.embedder import Embedder, Vectors
from index.generations import Manifest
from knowledge.passage import Passage


@dataclass(frozen=True, slots=True)
class Read:
    """A message as it was understood.

    Attributes:
        text: the message, cleaned.
        asked: the questions in it.
        recognised: what it is meant as.
    """

    text: str
    asked: Asked
    recognised: Recognised


class Dialogue:
    """Understands messages and answers questions; keeps nothing itself.

    Several threads use it, and while they do it can be made to answer from another generation of the index.

    Args:
        answering: finds answers to questions.
        recognition: tells what a message is meant as.
    """

    def __init__(self, answering: Answering, recognition: IntentRecognition) -> None:
        self._answering = answering
        self._recognition = recognition

    @property
    def generation(self) -> int:
        """Number of the generation of the index that it answers from."""
        return self._answering.generation

    @property
    def serving(self) -> tuple[int, Manifest]:
        """The generation of the index that it answers from: its number, and what it was made of."""
        return self._answering.serving

    @property
    def documents(self) -> Mapping[str, str]:
        """The documents that it answers from: the hash of each by its name."""
        return self._answering.documents

    @property
    def versions(self) -> Mapping[str, str]:
        """Which version it answers from of each document that admins added, by its name."""
        return self.serving[1].versions

    @property
    def passages(self) -> Iterable[Passage]:
        """All that it answers from, also what is not for everyone; read from disk as one goes through it."""
        return self._answering.passages

    @property
    def embedder(self) -> Embedder:
        """The model that questions are embedded with."""
        return self._answering.embedder

    def recognise(self, text: str, vector: Vectors) -> Recognised:
        """Tell what a message is meant as; see `IntentRecognition.recognise`."""
        return self._recognition.recognise(text, vector)

    def answer_from(self, answering: Answering) -> None:
        """Find answers there from now on; what is being answered is answered from where it was begun."""
        self._answering = answering

    def read(self, text: str, memory: Memory) -> Read:
        """Understand a message; empty text is small talk.

        Args:
            text: what the person wrote.
            memory: what is remembered of them in this conversation.
        """
        text = clean(text)
        asked = self._answering.read(text, memory.exchanges)
        return Read(text, asked, self._recognition.recognise(text, asked.meant))

    def respond(self, text: str, memory: Memory, hidden: Hidden) -> tuple[Reply, Memory]:
        """Reply to what the person wrote; `read` and `reply` in one."""
        return self.reply(self.read(text, memory), memory, hidden)

    def reply(self, read: Read, memory: Memory, hidden: Hidden) -> tuple[Reply, Memory]:
        """Reply to a message; a wish to report is met with an offer.

        Args:
            read: the message.
            memory: what is remembered of them in this conversation.
            hidden: what may not be shown to who asks.

        Returns:
            The reply, and what is remembered from now on.
        """
        phrases = phrases_for(read.text)
        match read.recognised.intent:
            case Intent.COMMAND:
                return Reply(help_blocks(phrases), Kind.COMMAND), memory
            case Intent.SMALLTALK if not read.text:
                return Reply((paragraph(phrases.empty),), Kind.SMALLTALK), memory
            case Intent.SMALLTALK:
                return Reply(smalltalk_blocks(read.text, phrases), Kind.SMALLTALK), memory
            case Intent.REPORT:
                return Reply((paragraph(phrases.report),), Kind.REPORT), memory
            case Intent.HOSTILE:
                return Reply((paragraph(phrases.off_topic),), Kind.UNKNOWN), memory
            case Intent.OFF_TOPIC | Intent.QUESTION:
                return self._answer(read, memory, phrases, hidden)

    def _answer(self, read: Read, memory: Memory, phrases: Phrases, hidden: Hidden) -> tuple[Reply, Memory]:
        with stage(Stage.ANSWERING):
            found = self._answering.answer(
                read.asked, memory.exchanges, read.recognised.probabilities, hidden
            )
        language = language_of(read.text)
        is_off_topic = read.recognised.intent is Intent.OFF_TOPIC
        if found.answers:
            reply = compose(found.answers, language)
        elif found.nearest and not is_off_topic:
            reply = compose_nearby(found.nearest, language)
        else:
            sentence = phrases.off_topic if is_off_topic else phrases.unknown
            reply = Reply((paragraph(sentence),), Kind.UNKNOWN, score=found.confidence)
        quoted = found.answers or tuple(filter(None, [found.nearest]))
        shown = tuple(answer.passage.key for answer in quoted)
        return reply, memory.with_exchange(Exchange(found.question, shown))


def phrases_for(text: str) -> Phrases:
    """Give the assistant's sentences in the language of a message."""
    return PHRASES[language_of(text)]


def introduced(replies: tuple[Reply, ...], memory: Memory, text: str) -> tuple[tuple[Reply, ...], Memory]:
    """Let the assistant say who it is, the first time."""
    if memory.introduced or not replies:
        return replies, memory
    *others, last = replies
    introduction = paragraph(phrases_for(text).introduction)
    # What asks for something ends with its question.
    asks = last.choices or last.kind is Kind.REPORT
    blocks = (introduction, *last.blocks) if asks else (*last.blocks, introduction)
    return (*others, replace(last, blocks=blocks)), replace(memory, introduced=True)


def introduces(reply: Reply) -> bool:
    """Whether the assistant says who it is in a reply."""
    return any(paragraph(phrases.introduction) in reply.blocks for phrases in PHRASES.values())
