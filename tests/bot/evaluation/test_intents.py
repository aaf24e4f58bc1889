from pathlib import Path

import pytest

from bot.evaluation.intents import Message, confusion, read_messages
from bot.evaluation.questions import QuestionsInvalid
from bot.intents.classifier import load_classifier
from bot.intents.intent import Intent
from bot.intents.recognition import IntentRecognition
from index.embedding.embedder import Embedder


def test_what_messages_were_recognised_as_is_counted(installed: Path, embedder: Embedder) -> None:
    recognition = IntentRecognition(load_classifier(embedder, installed / "models"))
    messages = [
        Message(text="stop", intent=Intent.COMMAND),
        Message(text="wat is de ACU?", intent=Intent.QUESTION),
        Message(text="wat is de driehoek?", intent=Intent.SMALLTALK, hard=True),
    ]

    measured = confusion(messages, recognition, embedder)

    assert measured.counts[Intent.SMALLTALK][Intent.QUESTION] == 1
    assert measured.right == pytest.approx(2 / 3)
    assert measured.right_of_hard == 0


@pytest.mark.parametrize("content", ['{"text": "hoi"}', "{", "", '{"text": "hoi", "intent": "x"}'])
def test_a_file_that_holds_no_messages_is_refused(tmp_path: Path, content: str) -> None:
    path = tmp_path / "messages.jsonl"
    path.write_text(content)

    with pytest.raises(QuestionsInvalid):
        read_messages(path)
