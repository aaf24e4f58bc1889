import json
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.matrix.attachments import download_path, keys_of
from bot.channels.matrix.events import read_message, to_incoming
from bot.channels.matrix.mentions import Me

ME = Me("@wegwijzer:example.org", "Wegwijzer")


def event(**content):
    return {
        "type": "m.room.message",
        "event_id": "$foto",
        "sender": "@anna:example.org",
        "origin_server_ts": datetime.now(UTC).timestamp() // 1 * 1000,
        "content": {"msgtype": "m.image", "body": "foto.png", "url": "mxc://example.org/abc", **content},
    }


@pytest.mark.parametrize("kind", ["m.file", "m.image", "m.audio", "m.video"])
def test_a_file_is_an_attachment_without_text(kind):
    message = read_message(event(msgtype=kind, info={"size": 12, "mimetype": "image/png"}))

    (attachment,) = message.attachments
    assert (attachment.name, attachment.size, message.text) == ("foto.png", 12, "")
    assert download_path(attachment) == "/_matrix/client/v1/media/download/example.org/abc"


def test_a_caption_is_what_was_said():
    message = read_message(
        event(filename="foto.png", body="Wegwijzer: dit bedoel ik", formatted_body="<b>Wegwijzer</b>: dit")
    )
    incoming = to_incoming(message, "!kamer", ME, direct=True, addressed=True)

    assert incoming.text == "dit bedoel ik"
    assert [attachment.name for attachment in incoming.attachments] == ["foto.png"]
    assert message.html == "<b>Wegwijzer</b>: dit"


def test_a_body_that_repeats_the_name_is_no_caption():
    message = read_message(event(filename="foto.png", formatted_body="foto.png"))

    assert (message.text, message.html) == ("", "")


def test_of_an_encrypted_file_the_key_is_kept():
    file = {
        "url": "mxc://example.org/geheim",
        "v": "v2",
        "key": {"k": "x"},
        "iv": "i",
        "hashes": {"sha256": "h"},
    }

    (attachment,) = read_message(event(url=None, file=file)).attachments

    assert keys_of(attachment) is not None
    assert json.loads(attachment.source)["key"] == {
        "v": "v2",
        "key": {"k": "x"},
        "iv": "i",
        "hashes": {"sha256": "h"},
    }


@pytest.mark.parametrize("size", [True, -1, "12", 1.5, None])
def test_a_size_that_cannot_be_is_no_size(size):
    assert read_message(event(info={"size": size})).attachments[0].size is None


@pytest.mark.parametrize(
    "address",
    [
        None,
        "https://example.org/abc",
        "mxc://example.org",
        "mxc://example.org/../../admin",
        "mxc://example.org/abc?x=1",
        "mxc://../abc",
        "mxc://example.org/abc\n",
        "mxc://user@example.org/abc",
    ],
)
def test_an_address_that_is_none_is_no_message(address):
    assert read_message(event(url=address)) is None


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda children: st.lists(children, max_size=3) | st.dictionaries(st.text(), children, max_size=3),
    max_leaves=5,
)


@given(
    st.dictionaries(
        st.sampled_from(["msgtype", "body", "filename", "url", "info", "file"]),
        json_values | st.just({"url": "mxc://example.org/abc"}),
    )
)
def test_no_content_whatever_is_an_obstacle(content):
    message = read_message(event(**content))

    if message is not None:
        assert all(download_path(attachment) for attachment in message.attachments)
