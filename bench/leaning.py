"""How often a message is taken to lean on the question before it, by what it is.

    python -m bench.leaning

Nothing of what is asked here was learned from.
"""

from collections.abc import Sequence
from pathlib import Path

from bot.answering.leaning import load_leaning
from bot.assembly.answering import open_embedder
from bot.cli.progress import progress_on_stderr
from bot.evaluation.intents import read_messages
from bot.evaluation.questions import read_questions
from bot.intents.intent import Intent
from bot.settings import load_settings

QUESTIONS = Path(__file__).parent / "questions"


def main() -> None:
    """Measure, and print a table."""
    settings = load_settings()
    embedder = open_embedder(settings, progress_on_stderr)
    leaning = load_leaning(embedder, settings.data_dir / "models")
    print("| | messages | taken to lean |\n|---|---|---|")
    for kind, texts in asked().items():
        share = sum(map(leaning.leans, embedder.embed_queries(texts))) / len(texts)
        print(f"| {kind} | {len(texts)} | {share:.1%} |")


def asked() -> dict[str, Sequence[str]]:
    """Give messages by what they are."""
    reported = list(read_questions(QUESTIONS / "reported.jsonl"))
    follow_ups = list(read_questions(QUESTIONS / "follow-ups.jsonl"))
    messages = read_messages(QUESTIONS / "intents-reported.jsonl")
    others = {
        str(intent): [message.text for message in messages if message.intent is intent]
        for intent in Intent
        if intent is not Intent.QUESTION
    }
    return {
        "follow-up, of follow-ups.jsonl": [case.question for case in follow_ups],
        "follow-up, of reported.jsonl": [case.question for case in reported if case.previous],
        "question, of reported.jsonl": [case.question for case in reported if not case.previous],
        **others,
    }


if __name__ == "__main__":
    main()
