"""Files in encrypted rooms, both ways, on a real Synapse."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from nio.crypto.attachments import encrypt_attachment

from bot.attachments import AttachmentUnavailable, Fetch, Obstacle
from bot.channels.matrix.account import MatrixAccount
from bot.channels.matrix.encryption.encrypted_files import decrypt_file, encrypt_file
from bot.messages import Act, File, Incoming, Kind, Reply, paragraph
from tests.bot.channels.matrix.conftest import serving
from tests.bot.channels.matrix.echo import Echo
from tests.bot.channels.pictures import picture
from tests.synapse.encrypted_person import EncryptedPerson
from tests.synapse.server import Synapse
from tests.synapse.watching import Event

SECRET = b"kapitaal-blauw-9022 " * 5000


class Mirror(Echo):
    """Sends back the files that it gets."""

    async def handle(self, incoming: Incoming, fetch: Fetch) -> tuple[Reply, ...]:
        if incoming.act is not Act.SAY or not incoming.attachments:
            return await super().handle(incoming, fetch)
        try:
            content = await fetch(incoming.attachments[0])
        except AttachmentUnavailable as unavailable:
            return (Reply((paragraph(f"Niet te lezen: {unavailable.obstacle}"),)),)
        shown = "Kapitaal en blauw." if content.startswith(b"\x89PNG") else ""
        file = File(incoming.attachments[0].name, "text/plain", content, shown)
        return (Reply((paragraph("Hier is hij."),), Kind.COMMAND, files=(file,)),)


async def send_file(eva: EncryptedPerson, room: str, content: bytes, **changes: object) -> str:
    encrypted, keys = encrypt_attachment(content)
    file = {**keys, "url": await eva.person.upload(encrypted), **changes}
    return await eva.send(room, {"msgtype": "m.file", "body": "geheim.txt", "file": file})


async def room_with(eva: EncryptedPerson, account: MatrixAccount) -> str:
    room = await eva.create_room(account.user_id, direct=True)
    await eva.wait_for_member(room, account.user_id)
    return room


async def test_a_file_comes_in_and_goes_out_encrypted(
    synapse: Synapse, eva: EncryptedPerson, account: MatrixAccount
):
    async with serving(account, Mirror()):
        room = await room_with(eva, account)
        await send_file(eva, room, SECRET)
        sent = await eva.wait_for(
            lambda event: event["sender"] == account.user_id and event["content"].get("msgtype") == "m.file"
        )

    file = sent["content"]["file"]
    assert "url" not in sent["content"]
    assert decrypt_file(await eva.person.download(file["url"]), file) == SECRET
    assert b"kapitaal-blauw" not in b"".join(synapse.stored_media())
    assert "geheim.txt" not in json.dumps(synapse.stored_events(room))


async def test_a_picture_goes_out_encrypted_with_what_it_shows(
    synapse: Synapse, eva: EncryptedPerson, account: MatrixAccount
):
    async with serving(account, Mirror()):
        room = await room_with(eva, account)
        await send_file(eva, room, picture(30, 20))
        sent = await eva.wait_for(
            lambda event: event["sender"] == account.user_id and event["content"].get("msgtype") == "m.image"
        )

    content = sent["content"]
    assert (content["body"], content["filename"]) == ("Kapitaal en blauw.", "geheim.txt")
    assert (content["info"]["w"], content["info"]["h"]) == (30, 20)
    encrypted = await eva.person.download(content["file"]["url"])
    assert decrypt_file(encrypted, content["file"]) == picture(30, 20)
    assert "Kapitaal en blauw." not in json.dumps(synapse.stored_events(room))


async def test_a_file_that_is_not_what_was_sent_is_not_taken(eva: EncryptedPerson, account: MatrixAccount):
    async with serving(account, Mirror()):
        room = await room_with(eva, account)
        asked = await send_file(eva, room, SECRET, hashes={"sha256": "AAAA"})
        reply: Event = await eva.wait_for_reply(asked)

    assert reply["content"]["body"] == f"Niet te lezen: {Obstacle.ENCRYPTED}"


def test_what_is_encrypted_is_decrypted_to_the_same():
    encrypted, keys = encrypt_file(SECRET)

    assert SECRET not in encrypted
    assert decrypt_file(encrypted, json.loads(json.dumps(keys))) == SECRET


@pytest.mark.parametrize("part", ["v", "key", "iv", "hashes"])
def test_without_all_its_keys_a_file_is_not_decrypted(part: str):
    encrypted, keys = encrypt_file(SECRET)

    assert decrypt_file(encrypted, {**keys, part: None}) is None
    assert decrypt_file(encrypted, {name: value for name, value in keys.items() if name != part}) is None


_anything = st.recursive(
    st.none() | st.integers() | st.text(),
    lambda inner: st.dictionaries(st.sampled_from(["k", "sha256"]), inner),
)


@given(key=_anything, iv=_anything, hashes=_anything)
def test_keys_can_be_anything(key: object, iv: object, hashes: object):
    assert decrypt_file(b"x", {"v": "v2", "key": key, "iv": iv, "hashes": hashes}) is None


@given(key=_anything, iv=_anything)
def test_keys_of_the_right_hash_can_be_anything(key: object, iv: object):
    encrypted, keys = encrypt_file(b"x")

    content = decrypt_file(encrypted, {**keys, "key": key, "iv": iv})

    assert content is None or len(content) == 1
