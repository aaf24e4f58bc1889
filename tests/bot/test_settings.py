import traceback
from pathlib import Path

import pytest

from bot.permissions import Role
from bot.settings import MatrixSettings, Settings, SettingsInvalid, TelegramSettings, load_settings
from bot.settings.secret_files import SECRETS
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
    ("content", "line"),
    [
        ('answer_threshold = "veel"', "de instelling answer_threshold moet een getal zijn. Pas hem aan in "),
        ("answer_treshold = 1", "bestaat niet. Haal hem weg uit wegwijzer.toml. Bedoel je answer_threshold?"),
        (
            "[matrix]\nuser_id = '@a:b'",
            "de instelling matrix.homeserver ontbreekt. Zet hem in wegwijzer.toml, ",
        ),
        ("[telegram]", "in een bestand met de naam telegram.token in de map van WEGWIJZER_SECRETS_DIR."),
        ("[telegram]\ntoken = ''", "de instelling telegram.token is leeg. Vul hem in, of haal hem weg uit "),
        ("[workflow]\nquiet_from = 24", "moet kleiner zijn dan 24"),
        ("[retention]\ndraft_days = 3", "een draft_warning_days die niet kleiner is dan draft_days"),
        ("retention = 3", "de instelling retention moet een sectie zijn"),
        (f"{ADMIN}themas = []", "themas in [[roles]] nummer 1 bestaat niet"),
        (
            '[telegram]\ntoken = "x"\nallowed_users = ["x"]',
            "telegram.allowed_users (nummer 1) moet een heel ",
        ),
        ("[knowledge]\nadmin_rooms = ['x']", "moet een kanaal en een kamer noemen, zoals matrix:!abc"),
        ("\ndata_dir = /var", "wegwijzer.toml klopt niet op regel 2, bij teken 12."),
        ("data_dir = ", "wegwijzer.toml houdt te vroeg op"),
    ],
)
def test_what_is_wrong_in_the_settings_file_is_said_in_one_line_of_dutch(
    an_empty_folder: Path, content: str, line: str
) -> None:
    (an_empty_folder / "wegwijzer.toml").write_text(content)

    assert line in said()


@pytest.mark.parametrize(
    ("name", "value", "line"),
    [
        ("RETENTION", "x", "de instelling retention moet JSON zijn. Pas hem aan in WEGWIJZER_RETENTION."),
        ("RETENTION", '{"draft_days": 0}', "moet groter zijn dan 0. Pas hem aan in WEGWIJZER_RETENTION."),
        (
            "TELEGRAM_TOKEN",
            " ",
            "telegram.token is leeg. Vul hem in, of haal hem weg uit WEGWIJZER_TELEGRAM_T",
        ),
        ("DATA_DIR", "", "de instelling data_dir is leeg"),
        ("DOCUMENTS", "", "de instelling documents is leeg"),
        ("DATABASE_URL", "", "de instelling database_url is leeg"),
        ("TELEGRAM_TOKN", "x", "Haal hem weg uit WEGWIJZER_TELEGRAM_TOKN. Bedoel je telegram.token?"),
        ("SECRETS_DIR", "/er-niet", "WEGWIJZER_SECRETS_DIR noemt een map die er niet is: /er-niet. Maak die"),
    ],
)
def test_what_is_wrong_in_the_environment_is_said_with_the_variable(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str, line: str
) -> None:
    monkeypatch.setenv(f"WEGWIJZER_{name}", value)

    assert line in said()


def said() -> str:
    """What is said of settings in which something is wrong; all of it is one line each."""
    with pytest.raises(SettingsInvalid) as caught:
        load_settings()
    lines = [explain(error) or "" for error in (caught.value, *caught.value.others)]
    assert not any("\n" in line for line in lines)
    return "\n".join(lines)


def test_all_that_is_wrong_is_told(an_empty_folder: Path) -> None:
    (an_empty_folder / "wegwijzer.toml").write_text("waiting_messages = 0\nanswer_threshold = 2\n")

    with pytest.raises(SettingsInvalid) as caught:
        load_settings()

    assert {caught.value.key, *(other.key for other in caught.value.others)} == {
        "waiting_messages",
        "answer_threshold",
    }


def test_a_secret_comes_from_a_file_that_has_its_name(
    an_empty_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    secrets = {key: f"geheim van {key}" for key in SECRETS}
    for key, secret in secrets.items():
        (an_empty_folder / key).write_text(f"{secret}\n")
    (an_empty_folder / "wegwijzer.toml").write_text(
        '[matrix]\nhomeserver = "https://example.org"\nuser_id = "@a:b"\npassword = "oud"'
    )
    monkeypatch.setenv("WEGWIJZER_SECRETS_DIR", str(an_empty_folder))

    settings = load_settings()

    assert settings.database == secrets["database_url"]
    assert settings.telegram
    assert settings.telegram.token.get_secret_value() == secrets["telegram.token"]
    assert settings.matrix
    assert settings.matrix.password
    assert settings.matrix.password.get_secret_value() == secrets["matrix.password"]
    assert "geheim" not in repr(settings)


def test_all_secrets_that_there_are_can_be_in_a_file() -> None:
    sections = {"matrix.": MatrixSettings, "telegram.": TelegramSettings, "": Settings}
    assert {
        f"{section}{name}"
        for section, model in sections.items()
        for name, field in model.model_fields.items()
        if "SecretStr" in str(field)
    } == set(SECRETS)


@pytest.mark.parametrize("key", ["matrix.pickle_key", "telegram.token"])
def test_a_wrong_secret_is_not_repeated_by_what_says_so(
    monkeypatch: pytest.MonkeyPatch, an_empty_folder: Path, key: str
) -> None:
    (an_empty_folder / key).write_text("gehe1m")
    (an_empty_folder / "wegwijzer.toml").write_text("[telegram]\nwebhook_port = 0")
    monkeypatch.setenv("WEGWIJZER_SECRETS_DIR", str(an_empty_folder))

    with pytest.raises(SettingsInvalid) as caught:
        load_settings()

    assert "gehe1m" not in "".join(traceback.format_exception(caught.value))
    assert "gehe1m" not in said()


def test_the_example_in_the_documentation_can_be_used(an_empty_folder: Path) -> None:
    document = (Path(__file__).parents[2] / "docs" / "settings.md").read_text()
    (an_empty_folder / "wegwijzer.toml").write_text(document.split("```toml\n")[1].split("```")[0])

    settings = load_settings()

    assert [given.role for given in settings.roles] == [Role.ADMIN, Role.HANDLER]
    assert settings.workflow.routing
