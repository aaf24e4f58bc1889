"""The index in PostgreSQL, which several machines answer from."""

import asyncio
import os
import signal
from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack
from pathlib import Path

import psycopg
import pytest

from bot.indexing import index_documents, is_behind
from bot.reindexing.apart import reindex_apart
from bot.reindexing.collection import Collection
from bot.storage.database import parsed
from bot.storage.postgresql import for_libpq
from index.embedding.embedder import Embedder
from index.files.generations import FileGenerations
from index.pgvector.connecting import let_go
from index.pgvector.tables import SCHEMA
from tests.bot.reindexing.running import TERRACE_QUESTION, Running, in_a_thread
from tests.postgres.server import Postgres


@pytest.fixture
def database(postgres: Postgres, pgvector_template: str) -> Iterator[str]:
    name = postgres.create_database(pgvector_template)
    yield postgres.url(name)
    let_go(for_libpq(parsed(postgres.url(name))))
    postgres.drop_database(name)


@pytest.fixture
async def two(
    tmp_path: Path, embedder: Embedder, installed: Path, database: str
) -> AsyncIterator[tuple[Running, Running]]:
    """Two assistants with data folders of their own, that answer from one index."""
    async with AsyncExitStack() as stack:
        machines = []
        for name in ("one", "other"):
            running = Running(tmp_path / name, embedder, installed, database=database)
            await running.start(reindex_apart)
            stack.push_async_callback(running.talk.stop)
            machines.append(running)
        yield machines[0], machines[1]


async def test_what_one_machine_makes_and_goes_back_from_is_answered_from_on_all(
    two: tuple[Running, Running],
) -> None:
    one, other = two
    one.write()

    told = await one.ordered("/herindexeer")
    await other.served.switch()
    after = await other.ask(TERRACE_QUESTION)
    back = await one.ordered("/terug 1")
    await other.served.switch()

    assert told.startswith("Klaar. Ik antwoord nu uit generatie 2.")
    assert "oktober" in after
    assert back.startswith("Ik antwoord nu weer uit generatie 1.")
    assert other.dialogue.generation == 1
    assert "oktober" not in await other.ask(TERRACE_QUESTION)


@pytest.fixture
async def running(
    tmp_path: Path, embedder: Embedder, installed: Path, database: str
) -> AsyncIterator[Running]:
    """An assistant of which the work on the index is done in a thread."""
    running = Running(tmp_path / "data", embedder, installed, database=database, keep_generations=2)
    await running.start(in_a_thread(embedder))
    yield running
    await running.talk.stop()


async def test_while_the_database_does_not_answer_all_else_goes_on(
    running: Running, postgres: Postgres
) -> None:
    await running.reindexing.look()
    server = postgres.process_id
    assert server
    os.kill(server, signal.SIGSTOP)
    # It goes on if this process does, before the connection is given up.
    asyncio.get_running_loop().call_later(0.2, os.kill, server, signal.SIGCONT)
    try:
        await running.reindexing.look()
    finally:
        os.kill(server, signal.SIGCONT)


async def test_cancelled_while_it_begins_the_work_is_left_to_others(running: Running) -> None:
    await running.reindexing.look()
    for _ in range(3):
        looking = asyncio.create_task(running.reindexing.look())
        await asyncio.sleep(0)
        looking.cancel()
        await asyncio.wait([looking])

        with running.served.generations.working():
            pass


async def test_a_generation_that_cannot_be_removed_does_not_make_a_new_one_fail(
    running: Running, database: str
) -> None:
    with psycopg.connect(database) as connection:
        connection.execute(f"CREATE VIEW read AS SELECT number FROM {SCHEMA}.passage_1")
    for name in ("terras.md", "markt.md"):
        running.write(name, f"# {name}\n\nDit gaat over {name}.\n")
        told = await running.ordered("/herindexeer")

    assert told.startswith("Klaar. Ik antwoord nu uit generatie 3.")
    assert [one.number for one in running.served.generations.all()] == [3, 2, 1]


def test_machines_on_which_the_same_files_are_of_another_time_do_not_keep_indexing(
    tmp_path: Path, embedder: Embedder
) -> None:
    generations = FileGenerations(tmp_path / "index")
    machines = []
    for number, name in enumerate(("one", "other")):
        folder = tmp_path / name
        folder.mkdir()
        (folder / "terras.md").write_text("# Terras\n\nEen terras mag open zijn.")
        os.utime(folder / "terras.md", (number, number))
        machines.append(Collection(folders=(folder,)))
    for collection in machines:
        index_documents(collection, generations, embedder)

    assert [is_behind(collection, generations, embedder.name) for collection in machines] == [False, False]

    (tmp_path / "one" / "terras.md").write_text("# Terras\n\nEen terras mag dicht zijn.")
    index_documents(machines[0], generations, embedder)

    assert [is_behind(collection, generations, embedder.name) for collection in machines] == [False, True]
