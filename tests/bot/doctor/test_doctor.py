"""What the doctor says when something is wrong, on real parts."""

import asyncio
import json
import shutil
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import psycopg
import pytest
from pydantic import SecretStr

from bot.channels.matrix.account import MatrixAccount
from bot.doctor import examining
from bot.doctor.database import check_database, wrong_with
from bot.doctor.examining import examine
from bot.doctor.finding import Finding, Sign
from bot.doctor.folder import check_folder, check_private
from bot.doctor.index import check_index
from bot.doctor.telegram import check_telegram
from bot.settings import Settings, TelegramSettings
from bot.storage.database import open_database
from bot.storage.inspecting import DatabaseFacts
from bot.wording import doctor as words
from tests.bot.channels.telegram.bot_api import TOKEN, BotApi
from tests.bot.channels.telegram.conftest import api  # noqa: F401 - a fixture
from tests.bot.cli.conftest import Run, run  # noqa: F401 - a fixture
from tests.bot.cli.wegwijzer import furnished
from tests.bot.storage.test_database import made_by


def said(found: list[Finding], sign: Sign) -> str:
    return "\n".join(finding.found for finding in found if finding.sign is sign)


@contextmanager
def server_that_never_answers() -> Iterator[str]:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        yield f"127.0.0.1:{listening.getsockname()[1]}"


def test_an_assistant_that_has_all_it_needs_is_found_good(
    run: Run,  # noqa: F811
    tmp_path: Path,
    installed: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(examining, "LONGEST", 60.0)
    data = furnished(tmp_path / "data", installed)
    asyncio.run(opened(f"sqlite:///{data / 'wegwijzer.db'}"))
    data.chmod(0o700)
    monkeypatch.setenv("WEGWIJZER_MATRIX_HOMESERVER", "http://127.0.0.1:9")
    monkeypatch.setenv("WEGWIJZER_MATRIX_USER_ID", "@a:b")
    monkeypatch.setenv("WEGWIJZER_MATRIX_PASSWORD", "gehe1m")

    ended = run("doctor")

    lines = [line for line in ended.lines if line and "Geheugen" not in line]
    wrong = [line for line in lines[:-1] if not line.startswith("goed")]
    assert len([line for line in wrong if line.startswith("fout")]) == 1, wrong
    assert "http://127.0.0.1:9 is niet bereikbaar" in wrong[-1]
    assert ended.code == 1
    assert "gehe1m" not in ended.output.decode() + ended.errors
    assert {"Instellingen:", "Gegevensmap:", "Database:", "Taalmodel:", "Index:"} <= {
        line.split()[1] for line in lines[:-1] if line.startswith("goed") or "Index" in line
    }


async def opened(url: str) -> None:
    await (await open_database(url)).dispose()


def test_settings_that_cannot_be_used_are_all_named(
    run: Run,  # noqa: F811
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("WEGWIJZER_WAITING_MESSAGES", "0")
    monkeypatch.setenv("WEGWIJZER_TELEGRAM_TOKEN", "")

    ended = run("doctor")

    assert [line.split()[0] for line in ended.lines if "Instellingen" in line] == ["fout", "fout"]
    assert ended.code == 1


async def test_a_variable_that_does_nothing_is_named_with_the_one_that_was_meant(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WEGWIJZER_DATABSE_URL", "x")
    (tmp_path / "telegram.tokn").write_text("x")
    monkeypatch.setenv("WEGWIJZER_SECRETS_DIR", str(tmp_path))
    found = list(examining.check_settings(Settings()))

    assert "WEGWIJZER_DATABSE_URL in de omgeving doet niets. Bedoel je WEGWIJZER_DATABASE_URL?" in said(
        found, Sign.NOTICE
    )
    assert "Bedoel je telegram.token?" in said(found, Sign.NOTICE)


@pytest.mark.parametrize(
    ("folder", "what"), [("/proc/self/fdinfo", "kan niet geschreven worden"), ("/dev/null/x", "is er niet")]
)
def test_a_folder_that_cannot_be_used_is_wrong(folder: str, what: str) -> None:
    assert what in said(list(check_folder(Settings(data_dir=Path(folder)))), Sign.WRONG)


def test_keys_and_secrets_that_others_may_read_are_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "matrix").mkdir()
    for name in ("matrix/session.json", "telegram.token"):
        (tmp_path / name).write_text("geheim")
    (tmp_path / "matrix" / "session.json").chmod(0o644)
    (tmp_path / "telegram.token").chmod(0o600)
    monkeypatch.setenv("WEGWIJZER_SECRETS_DIR", str(tmp_path))

    found = said(list(check_private(Settings(data_dir=tmp_path))), Sign.NOTICE)

    assert f"chmod 600 {tmp_path / 'matrix' / 'session.json'}" in found
    assert "telegram.token" not in found


async def test_a_postgresql_that_is_stopped_or_says_no_is_wrong(postgres_database: str) -> None:
    url = postgres_database
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("CREATE ROLE lezer LOGIN")
        connection.execute("GRANT SELECT ON ALL TABLES IN SCHEMA public TO lezer")

    good = await check_database(Settings(database_url=url))
    reader = await check_database(Settings(database_url=url.replace("wegwijzer@", "lezer:gehe1m@")))
    away = await check_database(Settings(database_url="postgresql://a:gehe1m@127.0.0.1:1/x"))

    assert [finding.sign for finding in good] == [Sign.GOOD]
    assert "PostgreSQL 18" in good[0].found
    assert "mag niet alles lezen en schrijven" in said(reader, Sign.WRONG)
    assert "127.0.0.1" in said(away, Sign.WRONG)
    assert "gehe1m" not in str((reader, away))


async def test_a_database_of_another_version_is_named_and_stays_as_it_is(tmp_path: Path) -> None:
    url = made_by("0004", tmp_path / "a.db")

    for _ in range(2):
        (finding,) = await check_database(Settings(database_url=url))
        assert (finding.sign, "migratie 0004" in finding.found) == (Sign.NOTICE, True)


def test_clocks_that_differ_are_noticed() -> None:
    facts = DatabaseFacts(
        url="x",
        kind="PostgreSQL",
        version="13.2",
        revision="0000",
        refused=(),
        may_migrate=False,
        ahead=timedelta(seconds=-40),
    )
    found = wrong_with(facts)
    assert "scheelt 40 seconden" in said(found, Sign.NOTICE)
    assert "13.2 wordt niet meer onderhouden" in said(found, Sign.NOTICE)
    assert "mag deze gebruiker niet" in said(found, Sign.WRONG)


def test_an_index_of_another_model_is_wrong(tmp_path: Path, installed: Path) -> None:
    (tmp_path / "models").symlink_to(installed / "models")
    shutil.copytree(installed / "index", tmp_path / "index")
    for manifest in tmp_path.glob("index/*/manifest.json"):
        made = json.loads(manifest.read_text())
        manifest.write_text(json.dumps(made | {"model": "een-ander@1"}))

    assert "een-ander@1" in said(list(check_index(Settings(data_dir=tmp_path))), Sign.WRONG)


def test_documents_that_are_not_there_are_wrong(tmp_path: Path) -> None:
    found = list(check_index(Settings(data_dir=tmp_path, documents=(tmp_path / "er-niet",))))

    assert "Pas documents aan" in said(found, Sign.WRONG)


def test_an_index_that_is_not_there_is_noticed(tmp_path: Path, installed: Path) -> None:
    (tmp_path / "models").symlink_to(installed / "models")

    assert "wegwijzer reindex" in said(list(check_index(Settings(data_dir=tmp_path))), Sign.NOTICE)


async def test_a_bot_is_asked_who_it_is_and_where_its_messages_go(api: BotApi) -> None:  # noqa: F811
    def settings(token: str = TOKEN, url: str = api.url, **more: object) -> TelegramSettings:
        return TelegramSettings(token=SecretStr(token), api_url=url, **more)  # type: ignore[arg-type]

    good = await check_telegram(settings(allowed_users=(7,)))
    nobody = await check_telegram(settings())
    unknown = await check_telegram(settings(token="123:gehe1m"))
    away = await check_telegram(settings(token="123:gehe1m", url="http://127.0.0.1:9"))
    hook = await check_telegram(settings(allowed_users=(7,), webhook_url="https://example.org/x"))

    assert [finding.sign for finding in good] == [Sign.GOOD], good
    assert "niemand krijgt antwoord" in said(nobody, Sign.NOTICE)
    assert "BotFather" in said(unknown, Sign.WRONG)
    assert "niet bereikbaar" in said(away, Sign.WRONG)
    assert "ander adres" in said(hook, Sign.NOTICE)
    assert "gehe1m" not in str((unknown, away))


async def test_who_never_answers_is_not_waited_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(examining, "LONGEST", 0.5)
    with server_that_never_answers() as address:
        settings = Settings(
            data_dir=tmp_path,
            database_url=f"postgresql://a@{address}/x",
            documents=(tmp_path / "er-niet",),
            telegram=TelegramSettings(token=SecretStr("123:x"), api_url=f"http://{address}"),
        )
        account = MatrixAccount(homeserver=f"http://{address}", user_id="@a:b", data_dir=tmp_path)
        async with asyncio.timeout(10):
            found = await examine(settings, account)

    silent = {finding.subject for finding in found if "geen antwoord binnen" in finding.found}
    assert silent == {words.DATABASE, words.MATRIX, words.TELEGRAM}
