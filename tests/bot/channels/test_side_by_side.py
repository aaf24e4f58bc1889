import asyncio
import logging
from contextlib import suppress

import pytest

from bot.channels.side_by_side import serve_side_by_side
from bot.delivery.delivery import ChannelClosed


async def test_a_channel_that_fails_begins_again_and_stops_no_other() -> None:
    begun: list[str] = []
    both = asyncio.Event()

    async def failing() -> None:
        begun.append("failing")
        if begun.count("failing") > 2 and "steady" in begun:
            both.set()
            await asyncio.Event().wait()
        raise OSError("away")

    async def steady() -> None:
        begun.append("steady")
        await asyncio.Event().wait()

    serving = asyncio.create_task(serve_side_by_side({"a": failing, "b": steady}, str))
    await asyncio.wait_for(both.wait(), 10)
    serving.cancel()
    with suppress(asyncio.CancelledError):
        await serving

    assert begun.count("steady") == 1


async def test_of_a_channel_that_is_closed_it_is_said_why_and_the_others_go_on(
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.ERROR)
    goes_on = asyncio.Event()

    async def closed() -> None:
        raise ChannelClosed("revoked")

    async def steady() -> None:
        while not caplog.messages:  # noqa: ASYNC110
            await asyncio.sleep(0)
        goes_on.set()
        await asyncio.Event().wait()

    serving = asyncio.create_task(
        serve_side_by_side({"a": closed, "b": steady}, lambda _error: "vraag een nieuw")
    )
    await asyncio.wait_for(goes_on.wait(), 10)

    assert not serving.done()
    assert caplog.messages == ["a stops: vraag een nieuw"]
    serving.cancel()
    with suppress(asyncio.CancelledError):
        await serving


async def test_when_all_channels_are_closed_it_ends() -> None:
    async def closed() -> None:
        raise ChannelClosed("revoked")

    with pytest.raises(ChannelClosed):
        await serve_side_by_side({"a": closed, "b": closed}, str)
