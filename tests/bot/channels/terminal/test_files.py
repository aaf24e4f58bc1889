from pathlib import Path

import pytest

from bot.channels.terminal.files import write_anew
from bot.messages import File


@pytest.mark.parametrize(
    ("name", "second"), [("a.tar.gz", "a.tar-2.gz"), ("zonder", "zonder-2"), (".verborgen", ".verborgen-2")]
)
async def test_a_second_file_gets_a_name_of_its_own(monkeypatch, tmp_path: Path, name: str, second: str):
    monkeypatch.chdir(tmp_path)

    written = [await write_anew(File(name, "text/plain", content)) for content in (b"een", b"twee")]

    assert [path.name for path in written] == [name, second]
    assert [path.read_bytes() for path in written] == [b"een", b"twee"]


async def test_a_name_with_folders_stays_in_the_folder(monkeypatch, tmp_path: Path):
    monkeypatch.chdir(tmp_path)

    assert await write_anew(File("../../etc/passwd", "text/plain", b"x")) == tmp_path / "passwd"
