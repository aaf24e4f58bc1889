"""The files of lessons, made from the database: it says what they are, and they follow."""

from pathlib import Path

from bot.knelpunten.history import EventKind
from bot.knelpunten.report import Status
from bot.lessons.document import write_lesson
from bot.lessons.lesson import Consent, lesson_of
from bot.storage.knelpunten import Filter, Knelpunten
from index.durable import replace_text, sync

_PREFIX = "les-KP-"


def is_lesson(document: str) -> bool:
    """Whether a document is a lesson, by its name."""
    return document.startswith(_PREFIX)


async def agreed_lessons(knelpunten: Knelpunten) -> dict[str, str]:
    """Give the documents of the lessons that may be read, by the names of their files."""
    solved = Filter(status=Status.SOLVED, happened=EventKind.PUBLISHED)
    lessons = [
        (knelpunt, lesson_of(history)) for knelpunt, history in await knelpunten.with_histories(solved)
    ]
    return {
        f"les-{knelpunt.number}.md": write_lesson(knelpunt, lesson)
        for knelpunt, lesson in lessons
        if lesson and lesson.consent is Consent.GIVEN
    }


def keep_files(folder: Path, documents: dict[str, str]) -> None:
    """Make a folder hold these files of lessons and no others, each written whole or not at all.

    What is there already stays untouched: by the time of its last change it is seen that nothing changed.

    Args:
        folder: made when missing.
        documents: the contents of the files by their names.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for path in folder.glob(f"{_PREFIX}*.md"):
        if path.name not in documents:
            path.unlink(missing_ok=True)
            sync(folder)
    for name, text in documents.items():
        path = folder / name
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            replace_text(path, text)
