"""What is about the database: tables that nobody completed, rights that lack, connections that are gone."""

import os
import signal
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from datetime import UTC, datetime

import psycopg
import pytest

from index.build import reindex
from index.generations import IndexUnavailable, Keeping, NoIndexError
from index.pgvector import building, connecting
from index.pgvector.connecting import changing, searching
from index.pgvector.generations import PgvectorGenerations
from index.pgvector.tables import SCHEMA, has_index_tables, numbers_with_tables
from index.search import Index
from tests.index.documents import PARKING, PASSPORT, WASTE, document
from tests.index.hashed_words import HashedWords
from tests.postgres.server import Postgres


def tables(generations: PgvectorGenerations) -> set[int]:
    with psycopg.connect(generations.url) as connection:
        return numbers_with_tables(connection)


@pytest.fixture
def of_a_guest(postgres: Postgres) -> Iterator[PgvectorGenerations]:
    """A database without pgvector, of a user who may make nothing that only an administrator may."""
    name = postgres.create_database()
    with psycopg.connect(postgres.url(name), autocommit=True) as connection:
        connection.execute("DROP ROLE IF EXISTS guest")
        connection.execute("CREATE ROLE guest LOGIN")
    yield PgvectorGenerations(postgres.url(name).replace("wegwijzer@", "guest@"))
    postgres.drop_database(name)


def test_what_a_crash_left_is_removed_by_the_next_build(
    generations: PgvectorGenerations, embedder: HashedWords
) -> None:
    reindex([PARKING], generations, embedder)
    with psycopg.connect(generations.url) as connection:
        connection.execute(f"CREATE TABLE {SCHEMA}.passage_2 (half integer)")

    reindex([PASSPORT], generations, embedder)

    assert generations.serving() == 2
    assert tables(generations) == {1, 2}


def test_a_build_that_fails_leaves_no_tables(generations: PgvectorGenerations, embedder: HashedWords) -> None:
    class Broken(HashedWords):
        def embed_passages(self, *_: object) -> None:  # type: ignore[override]
            raise MemoryError

    reindex([PARKING], generations, embedder)

    with pytest.raises(MemoryError):
        reindex([PASSPORT], generations, Broken())

    assert tables(generations) == {1}
    assert generations.serving() == 1


def test_an_index_of_another_version_is_refused_as_outdated(
    generations: PgvectorGenerations, embedder: HashedWords
) -> None:
    reindex([PARKING], generations, embedder)
    with psycopg.connect(generations.url) as connection:
        connection.execute(
            f"""UPDATE {SCHEMA}.generation SET manifest = replace(manifest, '"format": 1', '"format": 0')"""
        )

    with pytest.raises(NoIndexError) as error:
        generations.current()

    assert error.value.reason == "outdated"


def test_a_generation_that_was_removed_is_told_as_what_passes(
    generations: PgvectorGenerations, embedder: HashedWords
) -> None:
    reindex([PARKING], generations, embedder)
    opened = Index.open(generations, embedder)
    with psycopg.connect(generations.url) as connection:
        connection.execute(f"DROP SCHEMA {SCHEMA} CASCADE")

    with pytest.raises(IndexUnavailable):
        opened.search("loket", 1)


def test_without_pgvector_and_the_right_to_add_it_that_is_what_is_told(
    of_a_guest: PgvectorGenerations, embedder: HashedWords
) -> None:
    with pytest.raises(IndexUnavailable) as error:
        reindex([PARKING], of_a_guest, embedder)

    assert error.value.lacks_extension
    assert error.value.place.startswith("postgresql://guest@127.0.0.1:")


def test_what_somebody_asked_is_not_in_what_went_wrong(generations: PgvectorGenerations) -> None:
    for wrong in ("SELECT 'kwikstaart'::integer", "SELECT 'kwik staart'::tsquery"):
        with pytest.raises(IndexUnavailable) as error, searching(generations.url) as connection:
            connection.execute(wrong)

        assert "kwik" not in error.value.reason


def test_a_database_that_does_not_listen_is_told_without_its_password(embedder: HashedWords) -> None:
    nowhere = PgvectorGenerations("postgresql://wegwijzer:geheim@127.0.0.1:1/nergens")

    with pytest.raises(IndexUnavailable) as error:
        reindex([PARKING], nowhere, embedder)

    assert error.value.place == "postgresql://wegwijzer@127.0.0.1:1/nergens"
    assert "geheim" not in f"{error.value} {nowhere!r}"


def test_a_search_goes_on_after_all_connections_were_cut(
    generations: PgvectorGenerations, embedder: HashedWords
) -> None:
    reindex([PARKING], generations, embedder)
    opened = Index.open(generations, embedder)
    expected = opened.search("loket", 1)
    with ExitStack() as many:
        for _ in range(6):
            many.enter_context(searching(generations.url))
    with psycopg.connect(generations.url) as connection:
        connection.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )

    assert opened.search("loket", 1) == expected


def test_reading_an_index_that_is_not_there_makes_nothing(generations: PgvectorGenerations) -> None:
    assert (generations.serving(), generations.all(), generations.is_held()) == (0, (), False)
    assert generations.read_stamp() is None
    with psycopg.connect(generations.url) as connection:
        assert not has_index_tables(connection)


def test_hnsw_finds_as_many_of_what_may_be_seen_as_comparing_all(
    postgres: Postgres, pgvector_template: str, embedder: HashedWords, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(building, "MOST_EXACT", 0)
    name = postgres.create_database(pgvector_template)
    generations = PgvectorGenerations(postgres.url(name))
    many = [document(f"{number}.md", f"Het gaat over zaak {number}.") for number in range(400)]
    with psycopg.connect(generations.url, autocommit=True) as connection:
        # So few rows are otherwise just read.
        connection.execute(f"ALTER DATABASE {name} SET enable_seqscan = off")
    reindex([*many, WASTE], generations, embedder)
    hidden = {f"{number}.md" for number in range(250)}

    hits = Index.open(generations, embedder).search("Het gaat over zaak 7.", 200, hidden)

    assert len(hits) >= 100
    assert not {hit.passage.source.document for hit in hits} & hidden


def wait_for(connection: psycopg.Connection, waiting: int) -> None:
    """Wait until so many wait for a lock in this database."""
    here = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
    deadline = time.monotonic() + 10
    while connection.execute(f"{here} AND wait_event_type = 'Lock'").fetchone() != (waiting,):
        assert time.monotonic() < deadline
        time.sleep(0.01)


@pytest.mark.parametrize(("searches", "table"), [(0, "passage"), (12, "passage_vector")])
def test_removing_a_generation_and_a_search_in_it_do_not_wait_for_each_other(
    generations: PgvectorGenerations, embedder: HashedWords, searches: int, table: str
) -> None:
    reindex([PARKING], generations, embedder)
    first = Index.open(generations, embedder)
    for other in (PASSPORT, WASTE):
        reindex([other], generations, embedder)
    # A statement that is used often is prepared, and may then lock in another order.
    for _ in range(searches):
        first.search("loket", 1)

    with (
        ThreadPoolExecutor() as threads,
        psycopg.connect(generations.url, autocommit=True) as looking,
        psycopg.connect(generations.url) as holding,
    ):
        holding.execute(f"LOCK TABLE {SCHEMA}.{table}_1 IN ACCESS EXCLUSIVE MODE")
        removing = threads.submit(generations.remove_old, Keeping(2), datetime.now(UTC))
        wait_for(looking, 1)
        searching_ = threads.submit(first.search, "loket", 1)
        wait_for(looking, 2)
        holding.rollback()

        assert removing.result() == (1,)
        error = searching_.exception()
        assert isinstance(error, IndexUnavailable)
        assert "deadlock" not in error.reason


def test_a_server_that_hangs_is_not_waited_for_to_give_up_a_lock(
    generations: PgvectorGenerations, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connecting, "LONGEST_LOCKED", 1)
    monkeypatch.setattr(connecting, "_SILENCE", 0)
    holder = "SELECT pid FROM pg_locks JOIN pg_stat_activity USING (pid) WHERE datname = current_database()"
    began = time.monotonic()

    with psycopg.connect(generations.url, autocommit=True) as connection:
        with generations.working():
            (process,) = connection.execute(f"{holder} AND locktype = 'advisory'").fetchone() or (0,)
            os.kill(process, signal.SIGSTOP)
        os.kill(process, signal.SIGCONT)

    assert time.monotonic() - began < 5


def test_the_server_frees_what_a_machine_held_that_is_gone(generations: PgvectorGenerations) -> None:
    with changing(generations.url) as connection:
        found = [
            connection.execute(f"SHOW {name}").fetchone()
            for name in ("tcp_keepalives_idle", "tcp_keepalives_interval", "tcp_keepalives_count")
        ]
        found.append(connection.execute("SHOW tcp_user_timeout").fetchone())

    assert found == [("2",), ("1",), ("3",), ("5000",)]


def test_many_may_search_at_once_who_may_see_different_documents(
    generations: PgvectorGenerations, embedder: HashedWords
) -> None:
    reindex([document(f"{number}.md", f"Zaak {number}.") for number in range(20)], generations, embedder)
    opened = Index.open(generations, embedder)

    with ThreadPoolExecutor(10) as threads:
        found = list(threads.map(lambda hidden: opened.search("zaak", 20, {f"{hidden}.md"}), range(20)))

    assert [len(hits) for hits in found] == [19] * 20
