"""The password of a database: whatever signs it holds, it is used, and shown to nobody."""

from collections.abc import Iterator

import psycopg
import pytest
from psycopg import sql
from psycopg.conninfo import conninfo_to_dict
from pydantic import SecretStr

from bot.assembly.generations import generations_of
from bot.settings import Settings
from bot.storage.database import DatabaseUnusable, parsed
from bot.storage.postgresql import connect_apart, for_libpq
from index.generations import IndexUnavailable
from index.pgvector.connecting import let_go
from tests.postgres.server import Postgres

PASSWORDS = ("ge/heim", "50%", "a b")


@pytest.fixture(params=PASSWORDS)
def of_a_visitor(request: pytest.FixtureRequest, postgres: Postgres) -> Iterator[str]:
    """An address with a password that libpq and SQLAlchemy read differently."""
    with psycopg.connect(postgres.url("postgres"), autocommit=True) as connection:
        connection.execute(sql.SQL("CREATE ROLE visitor LOGIN PASSWORD {}").format(request.param))
        yield postgres.url("postgres").replace("wegwijzer@", f"visitor:{request.param}@")
        connection.execute("DROP ROLE visitor")


async def test_everything_that_connects_reads_a_password_alike(of_a_visitor: str) -> None:
    settings = Settings(database_url=SecretStr(of_a_visitor), index_backend="pgvector")
    generations = generations_of(settings)
    address = for_libpq(parsed(of_a_visitor))

    async with await connect_apart(parsed(of_a_visitor)) as connection:
        (user,) = await (await connection.execute("SELECT current_user")).fetchone() or ("",)
    serving = generations.serving()
    let_go(address)

    assert (user, serving) == ("visitor", 0)
    assert conninfo_to_dict(address)["password"] == parsed(of_a_visitor).password
    assert generations.place.startswith("postgresql://visitor@127.0.0.1:")
    assert str(parsed(of_a_visitor).password) not in f"{generations.place} {generations!r}"


@pytest.mark.parametrize("password", PASSWORDS)
def test_where_nobody_listens_the_password_is_not_in_what_is_told(password: str) -> None:
    address = SecretStr(f"postgresql://visitor:{password}@127.0.0.1:1/nergens")

    with (
        pytest.raises(IndexUnavailable) as error,
        generations_of(Settings(database_url=address, index_backend="pgvector")).working(),
    ):
        pass

    assert password not in str(error.value)


@pytest.mark.parametrize("rest", ["heim@h/x", "he/im@h/x"])
def test_a_password_with_an_at_sign_as_it_is_is_refused_and_not_shown(rest: str) -> None:
    with pytest.raises(DatabaseUnusable) as error:
        parsed(f"postgresql://visitor:ge@{rest}")  # pragma: allowlist secret

    assert "im" not in str(error.value)


@pytest.mark.parametrize("query", ["host=one:5432&host=other:5433", "host=one,other&port=5432,5433"])
def test_several_hosts_are_all_connected_to(query: str) -> None:
    given = conninfo_to_dict(for_libpq(parsed(f"postgresql+psycopg://u@/x?{query}")))

    assert (given["host"], given["port"]) == ("one,other", "5432,5433")
