"""What is said to a message, given what is remembered: the same on every channel."""

from dataclasses import replace

from bot.answering.answering import Answering
from bot.answering.composing import compose, compose_nearby
from bot.intents.intent import Intent
from bot.intents.recognition import IntentRecognition, Recognised
from bot.language import language_of
from bot.memory import Exchange, Memory
from bot.messages import Kind, Reply, paragraph
from bot.smalltalk import help_blocks, smalltalk_blocks
from bot.text import clean
from bot.wording.phrases import PHRASES, Phrases

HELP_COMMANDS = frozenset({"/help", "/hulp", "/start", "help", "hulp"})


class Dialogue:
    """Decides what is said; keeps nothing itself.

    Args:
        answering: finds answers to questions.
        recognition: tells what a message is meant as.
    """

    def __init__(self, answering: Answering, recognition: IntentRecognition) -> None:
        self._answering = answering
        self._recognition = recognition

    def respond(self, text: str, memory: Memory) -> tuple[tuple[Reply, ...], Memory]:
        """Reply to a message.

        Args:
            text: what the person wrote.
            memory: what is remembered of them in this conversation.

        Returns:
            The replies, and what is remembered from now on.
        """
        text = clean(text)
        phrases = PHRASES[language_of(text)]
        reply, memory = self._reply(text, memory, phrases)
        if not memory.introduced:
            reply = replace(reply, blocks=(*reply.blocks, paragraph(phrases.introduction)))
            memory = replace(memory, introduced=True)
        return (reply,), memory

    def _reply(self, text: str, memory: Memory, phrases: Phrases) -> tuple[Reply, Memory]:
        if not text:
            return Reply((paragraph(phrases.empty),), Kind.SMALLTALK), memory
        recognised = self._recognition.recognise(text)
        match recognised.intent:
            case Intent.COMMAND:
                return _command(text, phrases), memory
            case Intent.SMALLTALK:
                return Reply(smalltalk_blocks(text, phrases), Kind.SMALLTALK), memory
            case Intent.REPORT:
                return Reply((paragraph(phrases.report),), Kind.REPORT), memory
            case Intent.HOSTILE:
                return Reply((paragraph(phrases.off_topic),), Kind.UNKNOWN), memory
            case Intent.OFF_TOPIC | Intent.QUESTION:
                return self._answer(text, memory, phrases, recognised)

    def _answer(
        self, text: str, memory: Memory, phrases: Phrases, recognised: Recognised
    ) -> tuple[Reply, Memory]:
        found = self._answering.answer(text, memory.exchanges, recognised.probabilities)
        language = language_of(text)
        is_off_topic = recognised.intent is Intent.OFF_TOPIC
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


def _command(text: str, phrases: Phrases) -> Reply:
    if text.split(maxsplit=1)[0].lower() in HELP_COMMANDS:
        return Reply(help_blocks(phrases), Kind.COMMAND)
    return Reply((paragraph(phrases.unknown_command),), Kind.COMMAND)
