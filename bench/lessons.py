"""What lessons do to the answers that the other documents give.

    python -m bench.lessons [0 1 20 200]

Makes so many lessons of the knelpunten in `bench/knelpunten/`, indexes them besides the documents that come
with Wegwijzer, and asks the questions of `reported.jsonl`, with the query adapter and without. Needs
`make install`.
"""

import json
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from bot.answering.answering import Answering, Thresholds
from bot.answering.confidence import load_confidence
from bot.assembly.answering import answering_from, open_embedder, open_reader
from bot.cli.progress import progress_on_stderr
from bot.dialogue import Dialogue
from bot.evaluation.judging import judge
from bot.evaluation.questions import read_questions
from bot.evaluation.report import sum_up
from bot.indexing import index_documents
from bot.intents.classifier import load_classifier
from bot.intents.recognition import IntentRecognition
from bot.knelpunten.report import Knelpunt, Report, Status
from bot.lessons.document import write_lesson
from bot.lessons.folder import keep_files
from bot.lessons.lesson import Consent, Lesson
from bot.reindexing.collection import Collection
from bot.settings import load_settings
from index.files.generations import FileGenerations
from index.search import Index

HERE = Path(__file__).parent
COUNTS = (0, 1, 20, 200)
TEXT = (
    "Overleg op tijd met de andere organisatie hoe het eenvoudiger kan. "
    "Bij {title} hielpen vaste afspraken vooraf."
)
NOW = datetime(2026, 1, 1, tzinfo=UTC)


def main() -> None:
    """Measure, and print a table."""
    settings = load_settings()
    embedder = open_embedder(settings, progress_on_stderr)
    recognition = IntentRecognition(load_classifier(embedder, settings.data_dir / "models"))
    plain_confidence, reader = load_confidence(adapted=False), open_reader(embedder, settings)
    thresholds = Thresholds(settings.answer_threshold, settings.nearby_threshold)
    questions = list(read_questions(HERE / "questions" / "reported.jsonl"))
    lessons = made_lessons()
    print("lessons  adapter  right  first source  wrongly unanswered  rightly unanswered")
    with tempfile.TemporaryDirectory(prefix="lessons-") as folder:
        lessons_dir, generations = Path(folder, "lessons"), FileGenerations(Path(folder, "index"))
        for count in map(int, sys.argv[1:] or COUNTS):
            keep_files(lessons_dir, dict(list(lessons.items())[:count]))
            learned = Collection(lessons=lessons_dir)
            index_documents(learned, generations, embedder, progress_on_stderr("index"))
            index = Index.open(generations, embedder)
            plain = Answering(index, reader, None, plain_confidence, thresholds)
            for adapter, answering in (("yes", answering_from(index, embedder, settings)), ("no", plain)):
                report = sum_up(list(judge(Dialogue(answering, recognition), questions)))
                print(
                    f"{count:7}  {adapter:>7}  "
                    f"{report.right_answers:5.1%}  {report.right_first_source:12.1%}  "
                    f"{report.false_unknowns:18.1%}  {report.honest_unknowns:18.1%}"
                )


def made_lessons() -> dict[str, str]:
    """Make a lesson of each knelpunt."""
    rows = [
        json.loads(line)
        for name in ("reported", "tuning")
        for line in (HERE / "knelpunten" / f"{name}.jsonl").read_text().splitlines()
    ]
    made = {}
    for rank, row in enumerate(rows, 1):
        report = Report(
            title=row["title"],
            description=row["description"],
            affected="",
            organisation=row["organisation"],
            cause=row["cause"],
            regulation=row["law"],
        )
        knelpunt = Knelpunt(
            number=f"KP-2026-{rank:04d}",
            imported_as=None,
            report=report,
            severity="",
            status=Status.SOLVED,
            reported_at=NOW,
            since=NOW,
        )
        lesson = Lesson(TEXT.format(title=row["title"].lower()), Consent.GIVEN, NOW)
        made[f"les-{knelpunt.number}.md"] = write_lesson(knelpunt, lesson)
    return made


if __name__ == "__main__":
    main()
