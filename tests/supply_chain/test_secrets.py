import shutil
import subprocess
from pathlib import Path

from supply_chain.secrets import BASELINE, check_secrets

REPOSITORY = Path(__file__).resolve().parents[2]
REVIEWED = "index/embedding/model_files.py"
TOKEN = "ghp_" + "abcdefghijklmnopqrstuvwxyz0123456789"


def test_a_secret_is_found_in_whatever_git_would_keep_and_what_was_reviewed_is_not(tmp_path: Path) -> None:
    for name in (BASELINE, REVIEWED):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(REPOSITORY / name, tmp_path / name)
    (tmp_path / "settings.py").write_text(f'GITHUB = "{TOKEN}"\n')
    (tmp_path / "notes.md").write_text("-----BEGIN OPENSSH PRIVATE " + "KEY-----\n")
    (tmp_path / "ignored.toml").write_text(f'token = "{TOKEN}"\n')
    (tmp_path / ".gitignore").write_text("ignored.toml\n")
    subprocess.run(["git", "init", "--quiet", tmp_path], check=True)
    subprocess.run(["git", "-C", tmp_path, "add", REVIEWED, "settings.py"], check=True)

    found = check_secrets(tmp_path).wrong

    assert {line.partition(":")[0] for line in found} == {"settings.py", "notes.md"}
    assert "settings.py:1: GitHub Token" in found
    assert "notes.md:1: Private Key" in found
    assert TOKEN not in "".join(found)
