"""Files that people send, on a real Synapse; where a homeserver must misbehave, a real one of a few lines."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

import nio
import pytest
from aiohttp import web

from bot.attachments import AttachmentUnavailable, Obstacle
from bot.channels.matrix import media
from bot.channels.matrix.account import MatrixAccount
from bot.channels.matrix.client import connect
from bot.channels.matrix.media import fetch
from bot.channels.matrix.requests import SessionRevoked
from bot.messages import Attachment, Kind, Reply, paragraph
from tests.bot.channels.matrix.conftest import serving
from tests.bot.channels.matrix.echo import LARGEST_FILE, Echo
from tests.synapse.person import Person

PHOTO = bytes(range(256)) * 1000


def attachment(address: str, size: int | None = None) -> Attachment:
    return Attachment(name="foto.png", size=size, source=json.dumps({"url": address}))


class Receiver(Echo):
    """Says of each attachment what came of fetching it."""

    async def handle(self, incoming, fetch):
        said = [incoming.text]
        for each in incoming.attachments:
            try:
                said.append(f"{each.name}: {len(await fetch(each))} bytes")
            except AttachmentUnavailable as error:
                said.append(f"{each.name}: {error.obstacle}")
        return (Reply((paragraph(" | ".join(said)),), Kind.NOTICE),)


async def send_photo(person: Person, room: str, content: bytes, **more: object) -> str:
    address = await person.upload(content)
    return await person.send(room, {"msgtype": "m.image", "body": "foto.png", "url": address, **more})


async def test_a_photo_with_a_caption_reaches_the_assistant(anna: Person, account: MatrixAccount):
    async with serving(account, Receiver()):
        room = await anna.create_room(account.user_id)
        await anna.wait_for_member(room, account.user_id)

        asked = await send_photo(anna, room, PHOTO, filename="foto.png", body="dit zie ik")

        assert (await anna.wait_for_reply(asked))["content"]["body"] == "dit zie ik | foto.png: 256000 bytes"


async def test_a_file_that_is_too_large_is_not_fetched(anna: Person, account: MatrixAccount):
    async with serving(account, Receiver()):
        room = await anna.create_room(account.user_id)
        await anna.wait_for_member(room, account.user_id)

        asked = await send_photo(anna, room, b"x" * (LARGEST_FILE + 1), info={"size": 1})

        assert (await anna.wait_for_reply(asked))["content"]["body"] == " | foto.png: too_large"


async def test_in_a_group_a_photo_that_is_not_for_the_assistant_is_left_alone(
    anna: Person, bob: Person, account: MatrixAccount
):
    async with serving(account, Receiver()):
        group = await anna.create_room(bob.user_id, account.user_id)
        await bob.join(group)
        await anna.wait_for_member(group, account.user_id)
        await send_photo(anna, group, PHOTO)

        asked = await send_photo(
            anna,
            group,
            PHOTO,
            filename="foto.png",
            body="kijk",
            **{"m.mentions": {"user_ids": [account.user_id]}},
        )

        await anna.wait_for_reply(asked)
        texts = [
            event["content"]["body"] for event in await anna.history(group) if "body" in event["content"]
        ]
    assert texts == ["foto.png", "kijk", "kijk | foto.png: 256000 bytes"]


async def test_a_file_as_large_as_allowed_is_fetched_and_one_byte_more_is_not(
    anna: Person, account: MatrixAccount
):
    address = await anna.upload(PHOTO)
    client = await connect(account)
    try:
        assert await fetch(client, attachment(address), len(PHOTO)) == PHOTO
        with pytest.raises(AttachmentUnavailable) as refused:
            await fetch(client, attachment(address), len(PHOTO) - 1)
    finally:
        await client.close()

    assert refused.value.obstacle is Obstacle.TOO_LARGE


async def test_a_file_that_is_not_there_is_missing(account: MatrixAccount):
    client = await connect(account)
    try:
        with pytest.raises(AttachmentUnavailable) as refused:
            await fetch(client, attachment("mxc://localhost/bestaatniet"), 1000)
    finally:
        await client.close()

    assert refused.value.obstacle is Obstacle.MISSING


@asynccontextmanager
async def homeserver(handler) -> AsyncIterator[nio.AsyncClient]:
    """A homeserver that does one thing with a download; gives a client that is logged in."""
    application = web.Application()
    application.router.add_get("/_matrix/client/v1/media/download/{server}/{media}", handler)
    runner = web.AppRunner(application, shutdown_timeout=0.1)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    client = nio.AsyncClient(f"http://127.0.0.1:{runner.addresses[0][1]}", "@bot:example.org")
    client.access_token = "geheim"
    try:
        yield client
    finally:
        await client.close()
        await runner.cleanup()


async def test_a_file_without_end_is_cut_off():
    sent = 0

    async def endless(request):
        nonlocal sent
        response = web.StreamResponse()
        await response.prepare(request)
        with suppress(ConnectionError):
            while True:
                await response.write(b"x" * 65536)
                sent += 65536
        return response

    async with homeserver(endless) as client:
        with pytest.raises(AttachmentUnavailable) as refused:
            await asyncio.wait_for(fetch(client, attachment("mxc://h/a", size=10), 100_000), 10)

    assert refused.value.obstacle is Obstacle.TOO_LARGE
    assert sent < 50_000_000


async def test_a_file_that_is_said_to_be_too_large_is_not_even_asked_for():
    asked = []

    async def remember(request):
        asked.append(request)
        return web.Response()

    async with homeserver(remember) as client:
        with pytest.raises(AttachmentUnavailable):
            await fetch(client, attachment("mxc://h/a", size=101), 100)

    assert asked == []


async def test_trouble_that_passes_is_waited_for():
    answers = iter([web.Response(status=502, text="<html>"), web.Response(body=b"foto")])

    async def second_time_lucky(request):
        assert request.headers["Authorization"] == "Bearer geheim"
        return next(answers)

    async with homeserver(second_time_lucky) as client:
        assert await fetch(client, attachment("mxc://h/a"), 100) == b"foto"


async def test_a_homeserver_that_does_not_answer_is_given_up(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(media, "LONGEST_ATTEMPT", 0.1)

    async def silent(_request):
        await asyncio.sleep(3600)

    async with homeserver(silent) as client:
        with pytest.raises(AttachmentUnavailable) as refused:
            await asyncio.wait_for(fetch(client, attachment("mxc://h/a"), 100), 10)

    assert refused.value.obstacle is Obstacle.UNREACHABLE


async def test_a_file_that_breaks_off_is_not_taken_for_whole():
    async def breaking_off(request):
        response = web.StreamResponse(headers={"Content-Length": "100"})
        await response.prepare(request)
        await response.write(b"half")
        request.transport.close()
        return response

    async with homeserver(breaking_off) as client:
        with pytest.raises(AttachmentUnavailable) as refused:
            await fetch(client, attachment("mxc://h/a"), 1000)

    assert refused.value.obstacle is Obstacle.UNREACHABLE


async def test_a_revoked_session_is_no_matter_of_one_file():
    async def revoked(_request):
        return web.json_response({"errcode": "M_UNKNOWN_TOKEN", "error": ""}, status=401)

    async with homeserver(revoked) as client:
        with pytest.raises(SessionRevoked):
            await fetch(client, attachment("mxc://h/a"), 100)
