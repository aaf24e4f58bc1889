import asyncio
from datetime import UTC, datetime
from pathlib import Path

from bot.library.actions import AddDocuments, NewDocument, WithdrawDocument
from bot.library.folder import about_library, keep_library
from bot.reindexing.collection import Collection, fingerprint, read_collection
from bot.storage.database import open_in_memory
from bot.storage.library import Library, change_library
from bot.storage.transaction import writing
from knowledge.document import Document
from tests.bot.incoming import incoming

NOW = datetime(2026, 6, 1, 12, tzinfo=UTC)


def test_what_admins_added_takes_the_place_of_a_document_and_what_they_withdrew_is_left_out(
    tmp_path: Path,
) -> None:
    folder, library = tmp_path / "documents", tmp_path / "library"
    folder.mkdir()
    for name in ("terras.md", "markt.md", "kermis.md"):
        (folder / name).write_text(f"# Oud\n\nUit de map: {name}.\n")
    collection = Collection(folders=(folder,), library=library)
    before = fingerprint(collection)

    asyncio.run(add_and_withdraw(library))

    read = {one.source.document: one for one in read_collection(collection) if isinstance(one, Document)}
    assert {name: one.source.title for name, one in read.items()} == {
        "terras.md": "Nieuw",
        "kermis.md": "Oud",
    }
    assert read["terras.md"].source.url == "https://example.org/terras"
    assert fingerprint(collection) != before


async def add_and_withdraw(folder: Path) -> None:
    """Add one document, and another that is withdrawn again; the files follow each time."""
    engine = await open_in_memory()
    library = Library(engine)
    new = NewDocument(
        name="terras.md", content=b"# Nieuw\n\nUit de bibliotheek.\n", url="https://example.org/terras"
    )
    other = NewDocument(name="markt.md", content=b"# Nieuw\n\nDe markt.\n")
    for action in (AddDocuments((new, other)), WithdrawDocument("markt.md")):
        async with writing(engine) as connection:
            await change_library(connection, incoming("x"), action, NOW)
        await keep_library(folder, library)
    written_at = (folder / "terras.md").stat().st_mtime_ns
    await keep_library(folder, library)
    await engine.dispose()

    assert (folder / "terras.md").stat().st_mtime_ns == written_at
    assert not (folder / "markt.md").exists()
    assert about_library(folder).withdrawn == {"markt.md"}
