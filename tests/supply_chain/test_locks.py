from pathlib import Path

from packaging.requirements import Requirement

from supply_chain.locks import IMAGE_LOCK, check_locks, disagreement, read_lock

REPOSITORY = Path(__file__).resolve().parents[2]
HASH = "--hash=sha256:" + "0" * 64


def locked(tmp_path: Path, lock: str) -> list[str]:
    """What is wrong with a repository with one package, which is locked in this way."""
    project = 'dependencies = ["packaging"]\noptional-dependencies = {telemetry = []}\n'
    files = {
        "pyproject.toml": f"[project]\n{project}",
        "constraints.txt": "packaging==26.3\n",
        "container/requirements.lock": lock,
        "container/build-requirements.lock": "",
    }
    for name in ("demo/browser", "demo/web", "tests/js_sdk"):
        files[f"{name}/package-lock.json"] = '{"packages": {}}'
    for name, content in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(content)
    return check_locks(tmp_path).wrong


def test_everything_that_is_installed_is_fixed_to_the_byte() -> None:
    assert check_locks(REPOSITORY).wrong == []


def test_the_lock_takes_pytorch_without_graphics_cards() -> None:
    (torch,) = [needed for needed, _ in read_lock(REPOSITORY / IMAGE_LOCK) if needed.name == "torch"]

    assert torch == Requirement("torch==2.13.0+cpu")


def test_a_version_with_its_hash_is_enough(tmp_path: Path) -> None:
    assert locked(tmp_path, f"packaging==26.3 \\\n    {HASH}\n") == []


def test_a_package_without_hash_is_found(tmp_path: Path) -> None:
    assert locked(tmp_path, "packaging==26.3\n") == [f"{IMAGE_LOCK}: packaging==26.3 has no hash"]


def test_a_package_of_more_than_one_version_is_found(tmp_path: Path) -> None:
    assert f"{IMAGE_LOCK}: packaging>=26.3 is not pinned to one version" in locked(
        tmp_path, f"packaging>=26.3 {HASH}\n"
    )


def test_another_version_than_the_tested_one_is_found(tmp_path: Path) -> None:
    assert locked(tmp_path, f"packaging==26.2 {HASH}\n") == [
        f"{IMAGE_LOCK}: packaging==26.2 is not the version that was tested (26.3)"
    ]


def test_a_dependency_that_was_not_locked_again_is_found() -> None:
    assert disagreement({"attrs", "idna"}, {"attrs", "yarl"}) == [
        f"{IMAGE_LOCK}: yarl is needed and not in it; run make lock",
        f"{IMAGE_LOCK}: idna is in it and not needed; run make lock",
    ]
