from pathlib import Path

import pytest

from bot.permissions import Role
from bot.settings import SettingsInvalid, load_settings
from bot.wording.errors import explain

ADMIN = '[[roles]]\nchannel = "telegram"\nperson = "7"\nrole = "beheerder"\n'
HANDLER = '[[roles]]\nchannel = "matrix"\nperson = "@sanne:example.org"\nrole = "behandelaar"\n'


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
        ('[[roles]]\nchannel = "signal"\nperson = "a"\nrole = "beheerder"', "roles.0.channel"),
        ('[[roles]]\nchannel = "matrix"\nperson = "sanne"\nrole = "beheerder"', "roles.0.person"),
        ('[[roles]]\nchannel = "telegram"\nperson = "@sanne"\nrole = "beheerder"', "roles.0.person"),
        ('[[roles]]\nchannel = "telegram"\nperson = "7"\nrole = "baas"', "roles.0.role"),
        ('[[roles]]\nchannel = "telegram"\nperson = "7"', "roles.0.role"),
        (f'{ADMIN}organisations = ["UWV"]', "roles.0"),
        (f'{ADMIN}[[roles]]\nchannel = "telegram"\nperson = 7\nrole = "behandelaar"', "roles.1.person"),
        (f'{HANDLER}organisations = ["UWV", "-"]', "roles.0.organisations.1"),
        (f"{HANDLER}themas = []", "roles.0.themas"),
        ("[workflow]\nquiet_from = 24", "workflow.quiet_from"),
        ("[workflow]\nreopen_days = 0", "workflow.reopen_days"),
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


def test_roles_come_from_the_settings_file(an_empty_folder: Path) -> None:
    (an_empty_folder / "wegwijzer.toml").write_text(
        f'{ADMIN}{HANDLER}organisations = ["UWV"]\nthemes = ["wonen"]'
    )

    admin, handler = load_settings().roles

    assert (admin.channel, admin.person, admin.role) == ("telegram", "7", Role.ADMIN)
    assert (handler.role, handler.organisations, handler.themes) == (Role.HANDLER, ("UWV",), ("wonen",))


def test_roles_can_come_from_the_environment_as_json(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WEGWIJZER_ROLES", '[{"channel": "telegram", "person": "7", "role": "beheerder"}]')

    (admin,) = load_settings().roles

    assert admin.role is Role.ADMIN


@pytest.mark.parametrize("name", ["ROLES", "RETENTION"])
def test_what_the_environment_gives_as_json_and_is_none_is_named(
    monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setenv(f"WEGWIJZER_{name}", "telegram:7")

    with pytest.raises(SettingsInvalid) as caught:
        load_settings()

    assert caught.value.key == name.lower()


@pytest.mark.parametrize(
    ("key", "name", "variable"),
    [
        ("matrix.user_id", "matrix.user_id", "WEGWIJZER_MATRIX_USER_ID"),
        ("roles.0.channel", "channel in [[roles]] nummer 1", "WEGWIJZER_ROLES"),
        ("roles.1.organisations.2", "organisations in [[roles]] nummer 2", "WEGWIJZER_ROLES"),
        ("roles.2", "[[roles]] nummer 3", "WEGWIJZER_ROLES"),
    ],
)
def test_a_wrong_setting_is_said_as_people_write_it(key: str, name: str, variable: str) -> None:
    assert explain(SettingsInvalid(key, "fout")) == (
        f"de instelling {name} klopt niet (fout). "
        f"Pas hem aan in wegwijzer.toml, of in de omgeving als {variable}."
    )


def test_the_example_in_the_documentation_can_be_used(an_empty_folder: Path) -> None:
    document = (Path(__file__).parents[2] / "docs" / "settings.md").read_text()
    (an_empty_folder / "wegwijzer.toml").write_text(document.split("```toml\n")[1].split("```")[0])

    settings = load_settings()

    assert [given.role for given in settings.roles] == [Role.ADMIN, Role.HANDLER]
    assert settings.workflow.routing
