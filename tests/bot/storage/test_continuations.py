"""What somebody said in a group and goes on with alone: for how long, and for whom it is kept."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.messages import Incoming
from bot.storage.continuations import KEPT_FOR, Continuations, remove_expired
from bot.storage.forgetting import forget_person
from bot.storage.personal_data import PersonalData
from bot.storage.schema import continuation
from bot.storage.transaction import writing
from tests.bot.incoming import incoming
from tests.bot.storage.samples import NOW

MOMENT = timedelta(seconds=1)


def storable(message: Incoming) -> Incoming:
    return replace(message, text="[zwart]", withheld=True) if "BSN" in message.text else message


@pytest.fixture
def continuations(engine: AsyncEngine) -> Continuations:
    return Continuations(engine, storable)


async def count(engine: AsyncEngine) -> int:
    async with engine.connect() as connection:
        return await connection.scalar(select(func.count()).select_from(continuation)) or 0


async def test_it_is_for_its_sender_and_for_a_day(continuations: Continuations) -> None:
    said = incoming("/melden de brief komt te laat")
    await continuations.keep("sleutel", said, NOW)

    assert await continuations.find("test", "sleutel", "anna", NOW + KEPT_FOR - MOMENT) == said
    assert await continuations.find("test", "sleutel", "anna", NOW + KEPT_FOR) is None
    assert await continuations.find("test", "sleutel", "bert", NOW) is None
    assert await continuations.find("test", "iets anders", "anna", NOW) is None


async def test_kept_again_it_stays_as_it_was_and_finished_it_is_gone(
    continuations: Continuations, engine: AsyncEngine
) -> None:
    said = incoming("/melden")
    for _ in range(2):
        await continuations.keep("sleutel", said, NOW)
    assert await count(engine) == 1

    await continuations.finish("test", "sleutel")

    assert await continuations.find("test", "sleutel", "anna", NOW) is None


async def test_what_may_not_be_stored_is_remembered_as_long_as_the_program_runs(
    continuations: Continuations, engine: AsyncEngine
) -> None:
    said = incoming("/melden BSN 123456782")
    await continuations.keep("sleutel", said, NOW)

    assert await continuations.find("test", "sleutel", "anna", NOW) == said
    after_a_restart = await Continuations(engine, storable).find("test", "sleutel", "anna", NOW)
    assert after_a_restart == replace(said, text="[zwart]", withheld=True)


async def test_what_nobody_went_on_with_is_removed_after_a_day(
    continuations: Continuations, engine: AsyncEngine
) -> None:
    await continuations.keep("oud", incoming("oud"), NOW)
    await continuations.keep("nieuw", incoming("nieuw"), NOW + MOMENT)

    async with writing(engine) as connection:
        assert await remove_expired(connection, NOW + KEPT_FOR) == 1

    assert await continuations.find("test", "nieuw", "anna", NOW + MOMENT)


async def test_it_is_among_what_is_kept_of_somebody_and_goes_when_they_are_forgotten(
    continuations: Continuations, engine: AsyncEngine
) -> None:
    for sender in ("anna", "bert"):
        await continuations.keep(f"van {sender}", incoming(f"van {sender}", sender=sender), NOW)

    everything = await PersonalData(engine).everything_about("test", "anna")
    async with writing(engine) as connection:
        await forget_person(connection, incoming("/vergeetmij"))

    assert [message["text"] for message in everything["messages_waiting"]] == ["van anna"]
    assert await continuations.find("test", "van anna", "anna", NOW) is None
    assert await continuations.find("test", "van bert", "bert", NOW)
