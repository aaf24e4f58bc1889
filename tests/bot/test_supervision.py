import asyncio

import pytest

from bot.supervision import supervised


async def test_what_went_wrong_is_raised_itself_however_deep():
    async def nested():
        async with supervised() as tasks:
            tasks.create_task(fail())

    async def fail():
        raise LookupError("weg")

    async def outer():
        async with supervised() as tasks:
            tasks.create_task(nested())

    with pytest.raises(LookupError, match="weg"):
        await outer()


async def test_when_one_fails_the_others_are_cancelled():
    ended = []

    async def wait():
        try:
            await asyncio.sleep(3600)
        finally:
            ended.append("wait")

    async def fail():
        await asyncio.sleep(0)
        raise LookupError

    async def together():
        async with supervised() as tasks:
            tasks.create_task(wait())
            tasks.create_task(fail())

    with pytest.raises(LookupError):
        await together()

    assert ended == ["wait"]
