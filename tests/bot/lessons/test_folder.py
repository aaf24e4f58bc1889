from pathlib import Path

from bot.lessons.folder import keep_files


def test_the_folder_follows_what_is_agreed(tmp_path: Path) -> None:
    folder = tmp_path / "lessons"

    keep_files(folder, {"les-KP-2026-0001.md": "een", "les-KP-2026-0002.md": "twee"})
    keep_files(folder, {"les-KP-2026-0002.md": "tweeënhalf", "les-KP-2026-0003.md": "drie"})

    assert {path.name: path.read_text(encoding="utf-8") for path in folder.iterdir()} == {
        "les-KP-2026-0002.md": "tweeënhalf",
        "les-KP-2026-0003.md": "drie",
    }


def test_a_file_that_is_as_it_should_be_is_not_written_again(tmp_path: Path) -> None:
    keep_files(tmp_path, {"les-KP-2026-0001.md": "een"})
    before = (tmp_path / "les-KP-2026-0001.md").stat().st_mtime_ns

    keep_files(tmp_path, {"les-KP-2026-0001.md": "een"})

    assert (tmp_path / "les-KP-2026-0001.md").stat().st_mtime_ns == before


def test_what_somebody_else_put_there_stays(tmp_path: Path) -> None:
    (tmp_path / "lees-mij.txt").write_text("van de beheerder")

    keep_files(tmp_path, {})

    assert (tmp_path / "lees-mij.txt").exists()
