"""Whether what stands in the database is what people were told that stands."""

import shutil
import sqlite3
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from contextlib import closing
from dataclasses import asdict
from pathlib import Path

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.knelpunten.number import rank_of
from bot.knelpunten.report import Knelpunt, Report
from bot.storage.checking import differing_from_history
from bot.storage.database import open_database
from bot.storage.knelpunten import Filter, Knelpunten
from tests.torture.assistant_process import APOLOGY
from tests.torture.homeserver import CHANNEL
from tests.torture.person import Person
from tests.torture.understanding import Confirmed

DATABASE = "wegwijzer.db"


def lost(data_dir: Path, copy_dir: Path, confirmed: Collection[str]) -> list[str]:
    """Tell what was confirmed and is not there, right after a kill.

    It looks at a copy: opening the database itself would tidy up what the kill left behind.
    """
    if not confirmed:
        return []
    for path in copy_dir.iterdir():
        path.unlink()
    for path in data_dir.glob(f"{DATABASE}*"):
        if not path.name.endswith("-shm"):
            shutil.copy(path, copy_dir)
    with closing(sqlite3.connect(copy_dir / DATABASE)) as connection:
        there = {number for (number,) in connection.execute("SELECT number FROM knelpunt")}
    return [f"{number} was confirmed and is not there" for number in set(confirmed) - there]


async def findings(url: str, data_dir: Path, people: Sequence[Person]) -> list[str]:
    """Tell all that is not as it should be when everybody has finished."""
    engine = await open_database(url)
    try:
        stored = await Knelpunten(engine).matching(Filter())
        confirmed = [one for person in people for one in person.understanding.confirmed]
        return [
            *_numbers(stored, confirmed),
            *_contents({knelpunt.number: knelpunt for knelpunt in stored}, confirmed),
            *await _owners(Knelpunten(engine), people),
            *[f"{number} is not what its events say" for number in await differing_from_history(engine)],
            *await _left_over(engine),
            *_written(data_dir, [secret for person in people for secret in person.secrets]),
        ]
    finally:
        await engine.dispose()


def _numbers(stored: Sequence[Knelpunt], confirmed: Sequence[Confirmed]) -> Iterator[str]:
    told = Counter(one.number for one in confirmed if isinstance(one.told, Report))
    there = Counter(knelpunt.number for knelpunt in stored)
    if told != there:
        yield f"confirmed more than once or not there: {told - there}"
        yield f"there and never confirmed: {there - told}"
    ranks = sorted(rank_of(number) for number in there)
    if ranks != list(range(1, len(ranks) + 1)):
        yield f"numbers are missing: {ranks}"


def _contents(stored: dict[str, Knelpunt], confirmed: Sequence[Confirmed]) -> Iterator[str]:
    """For each knelpunt: what was said of it, who supports it, what belongs to it, what it is related to."""
    for number, knelpunt in stored.items():
        about = [one for one in confirmed if one.number == number]
        told = [one.told for one in about if isinstance(one.told, Report)]
        if told != [knelpunt.report]:
            yield f"{number} is {knelpunt.report}, told was {told}"
        supports = Counter(str(asdict(one.told)) for one in about if not isinstance(one.told, Report))
        if supports != Counter(str(asdict(support)) for support in knelpunt.supports):
            yield f"{number} is supported by {knelpunt.supports}, told was {supports}"
        files = sorted(name for one in about for name in one.files)
        if files != sorted(knelpunt.attachments):
            yield f"{number} has files {knelpunt.attachments}, sent were {files}"
        related = {other for one in about for other in one.related}
        related |= {one.number for one in confirmed if number in one.related}
        if related != set(knelpunt.related):
            yield f"{number} is related to {knelpunt.related}, told was {related}"


async def _owners(knelpunten: Knelpunten, people: Sequence[Person]) -> list[str]:
    found = []
    for sender in {person.sender for person in people}:
        confirmed = {
            one.number
            for person in people
            if person.sender == sender
            for one in person.understanding.confirmed
        }
        theirs = {knelpunt.number for knelpunt in await knelpunten.of_person(CHANNEL, sender)}
        if theirs != confirmed:
            found.append(f"{sender} takes part in {theirs}, told was {confirmed}")
    return found


async def _left_over(engine: AsyncEngine) -> list[str]:
    """Drafts and files of nobody; and whether the file is sound."""
    queries = {
        "drafts": "SELECT draft FROM draft",
        "files without a knelpunt": "SELECT name FROM attachment WHERE knelpunt_id IS NULL",
        "foreign keys": "PRAGMA foreign_key_check",
        "damage": "SELECT * FROM pragma_integrity_check WHERE integrity_check != 'ok'",
    }
    async with engine.connect() as connection:
        found = {what: (await connection.execute(text(query))).all() for what, query in queries.items()}
    return [f"{what}: {rows}" for what, rows in found.items() if rows]


def _written(data_dir: Path, secrets: Sequence[str]) -> Iterator[str]:
    """Personal data that were written anywhere, and errors in the log."""
    for path in data_dir.rglob("*"):
        content = path.read_bytes() if path.is_file() else b""
        yield from (f"{path.name} holds {secret}" for secret in secrets if secret.encode() in content)
    log = (data_dir / "log").read_text()
    if "ERROR" in log or APOLOGY in log:
        yield f"the log tells of an error: {log[log.find('ERROR') :][:3000]}"
