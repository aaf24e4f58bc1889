"""The files of lessons, made from the database: it says what they are, and they follow."""

from collections.abc import Iterable
from pathlib import Path

from bot.knelpunten.history import EventKind
from bot.knelpunten.report import Knelpunt, Status
from bot.lessons.document import write_lesson
from bot.lessons.lesson import Consent, Lesson, lesson_of
from bot.storage.knelpunten import Filter, Knelpunten
from index.durable import replace_text, sync

_PREFIX = "les-KP-"


def is_lesson(document: str) -> bool:
    """Whether a document is a lesson, by its name."""
    return document.startswith(_PREFIX)


def lessons_among(documents: Iterable[str]) -> frozenset[str]:
    """Give those of documents that are lessons, by name."""
    return frozenset(filter(is_lesson, documents))


async def agreed_lessons(knelpunten: Knelpunten) -> dict[str, str]:
    """Give the documents of the lessons that may be read, by the names of their files."""
    return {_name(knelpunt): write_lesson(knelpunt, lesson) for knelpunt, lesson in await _agreed(knelpunten)}


async def agreed_names(knelpunten: Knelpunten) -> frozenset[str]:
    """Name the files of the lessons that may be read."""
    return frozenset(_name(knelpunt) for knelpunt, _ in await _agreed(knelpunten))


async def _agreed(knelpunten: Knelpunten) -> list[tuple[Knelpunt, Lesson]]:
    solved = Filter(status=Status.SOLVED, happened=EventKind.PUBLISHED)
    return [
        (knelpunt, lesson)
        for knelpunt, history in await knelpunten.with_histories(solved)
        if (lesson := lesson_of(history)) and lesson.consent is Consent.GIVEN
    ]


def _name(knelpunt: Knelpunt) -> str:
    return f"{_PREFIX}{knelpunt.number.removeprefix('KP-')}.md"


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
