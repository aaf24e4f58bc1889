"""How well intents are recognised: a confusion matrix on messages that were not learned from.

python -m bench.intents
"""

import json
import sys
from collections import Counter
from pathlib import Path

from bot.assembly import open_embedder
from bot.cli.progress import progress_on_stderr
from bot.intents.classifier import load_classifier
from bot.intents.intent import Intent
from bot.intents.recognition import IntentRecognition
from bot.settings import load_settings

MESSAGES = Path(__file__).parent / "questions" / "intents-reported.jsonl"


def main() -> None:
    """Recognise every message and print a table in Markdown."""
    settings = load_settings()
    embedder = open_embedder(settings, progress_on_stderr)
    recognition = IntentRecognition(load_classifier(embedder, settings.data_dir / "models"))
    messages = [json.loads(line) for line in MESSAGES.read_text().splitlines()]
    texts = [message["text"] for message in messages]
    recognised = [
        recognition.recognise(text, vector).intent
        for text, vector in zip(texts, embedder.embed_queries(texts), strict=True)
    ]
    pairs = Counter(
        (message["intent"], intent.value) for message, intent in zip(messages, recognised, strict=True)
    )
    names = [intent.value for intent in Intent]
    print(f"| meant as | {' | '.join(names)} | right |")
    print("|---" * (len(names) + 2) + "|")
    for meant in names:
        row = [pairs[meant, name] for name in names]
        print(f"| {meant} | {' | '.join(map(str, row))} | {pairs[meant, meant] / sum(row):.0%} |")
    right = sum(pairs[name, name] for name in names)
    hard = [pair for pair in zip(messages, recognised, strict=True) if pair[0]["hard"]]
    right_hard = sum(message["intent"] == intent.value for message, intent in hard)
    print(f"\nright: {right / len(messages):.1%} of all, {right_hard / len(hard):.1%} of the hard ones")


if __name__ == "__main__":
    sys.exit(main())
