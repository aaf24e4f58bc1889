from pathlib import Path

import pytest

from bot.settings import SettingsInvalid, load_settings


@pytest.fixture(autouse=True)
def an_empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_the_environment_wins_over_the_settings_file(
    an_empty_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (an_empty_folder / "wegwijzer.toml").write_text('data_dir = "uit-bestand"\nanswer_threshold = 0.7\n')
    monkeypatch.setenv("WEGWIJZER_DATA_DIR", "uit-omgeving")

    settings = load_settings()

    assert settings.data_dir == Path("uit-omgeving")
    assert settings.answer_threshold == 0.7


def test_the_matrix_account_can_come_from_the_environment_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WEGWIJZER_MATRIX_HOMESERVER", "https://matrix.example.org/")
    monkeypatch.setenv("WEGWIJZER_MATRIX_USER_ID", "@wegwijzer:example.org")
    monkeypatch.setenv("WEGWIJZER_MATRIX_ACCESS_TOKEN", "geheim")

    matrix = load_settings().matrix

    assert matrix is not None
    assert matrix.homeserver == "https://matrix.example.org"
    assert "geheim" not in repr(matrix)


def test_several_document_folders_are_separated_as_in_path(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WEGWIJZER_DOCUMENTS", "a:b")

    assert load_settings().documents == (Path("a"), Path("b"))


@pytest.mark.parametrize(
    ("content", "key"),
    [
        ('answer_threshold = "veel"', "answer_threshold"),
        ("onbekend = 1", "onbekend"),
        ('[matrix]\nhomeserver = "example.org"\nuser_id = "@a:b"', "matrix.homeserver"),
        ('[matrix]\nhomeserver = "https://example.org"\nuser_id = "a"', "matrix.user_id"),
        ("data_dir = ", "wegwijzer.toml"),
    ],
)
def test_a_wrong_value_is_named_by_its_key(an_empty_folder: Path, content: str, key: str) -> None:
    (an_empty_folder / "wegwijzer.toml").write_text(content)

    with pytest.raises(SettingsInvalid) as caught:
        load_settings()

    assert caught.value.key == key


def test_names_are_separated_by_commas_or_spaces_in_the_environment(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("WEGWIJZER_MATRIX_HOMESERVER", "https://matrix.example.org")
    monkeypatch.setenv("WEGWIJZER_MATRIX_USER_ID", "@wegwijzer:example.org")
    monkeypatch.setenv("WEGWIJZER_MATRIX_INVITES_FROM", "example.org, @anna:minszw.nl")

    matrix = load_settings().matrix

    assert matrix is not None
    assert matrix.invites_from == ("example.org", "@anna:minszw.nl")
    assert matrix.ignored_users == ()
