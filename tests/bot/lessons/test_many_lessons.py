from pathlib import Path

from bot.assembly.answering import answering_from
from bot.indexing import index_documents
from bot.lessons.folder import keep_files
from bot.reindexing.collection import Collection
from bot.settings import Settings
from index.embedding.embedder import Embedder
from index.files.generations import FileGenerations
from index.search import Index
from knowledge.glossary import shipped_documents


def test_questions_are_still_moved_towards_their_answers_when_there_are_many_lessons(
    tmp_path: Path, embedder: Embedder
) -> None:
    lessons = tmp_path / "lessons"
    keep_files(lessons, {f"les-KP-2026-000{rank}.md": f"Vraag het {rank} keer." for rank in range(1, 5)})
    one = shipped_documents() / "097-wau-in-het-kort.md"
    index_documents(
        Collection(folders=(one,), lessons=lessons), FileGenerations(tmp_path / "index"), embedder
    )

    answering = answering_from(
        Index.open(FileGenerations(tmp_path / "index"), embedder), embedder, Settings()
    )

    assert len(answering.documents) == 5
    ((_, to_exceed),) = answering.look_up(["Wat is WaU?"])
    assert to_exceed != 0
