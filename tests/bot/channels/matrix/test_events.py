from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.matrix.conversation import Conversation
from bot.channels.matrix.events import after_joining, read_message, to_incoming
from bot.channels.matrix.mentions import Me

ME = Me("@wegwijzer:example.org", "Wegwijzer")


def event(**content):
    return {
        "type": "m.room.message",
        "event_id": "$vraag",
        "sender": "@anna:example.org",
        "origin_server_ts": 1_700_000_000_000,
        "content": {"msgtype": "m.text", "body": "wat is de ACU?", **content},
    }


def member(membership, before=None, user=ME.user_id):
    return {
        "type": "m.room.member",
        "state_key": user,
        "content": {"membership": membership},
        "unsigned": {"prev_content": {"membership": before}} if before else {},
    }


def test_a_message_keeps_who_said_what_and_when():
    message = read_message(event())

    assert (message.event, message.sender, message.text) == ("$vraag", "@anna:example.org", "wat is de ACU?")
    assert message.sent_at == datetime.fromtimestamp(1_700_000_000, UTC)


def test_a_message_in_a_room_belongs_to_the_room():
    incoming = to_incoming(read_message(event()), "!kamer", ME, direct=True, addressed=False)

    assert Conversation.parse(incoming.conversation) == Conversation("!kamer")


def test_a_message_in_a_thread_belongs_to_the_thread():
    message = read_message(event(**{"m.relates_to": {"rel_type": "m.thread", "event_id": "$draad"}}))

    incoming = to_incoming(message, "!kamer", ME, direct=True, addressed=False)

    assert Conversation.parse(incoming.conversation) == Conversation("!kamer", "$draad")


def test_a_reply_loses_the_quote_above_it():
    relation = {"m.in_reply_to": {"event_id": "$eerder"}}

    message = read_message(
        event(body="> <@bob:example.org> eerder\n> gezegd\n\nen nu?", **{"m.relates_to": relation})
    )

    assert message.text == "en nu?"
    assert message.reply_to == "$eerder"


def test_a_quote_in_a_message_that_is_no_reply_stays():
    assert read_message(event(body="> <@bob:example.org> eerder\n\nklopt dit?")).text.startswith("> <@bob")


def test_a_reply_that_only_stands_in_for_a_thread_is_no_reply():
    relation = {
        "rel_type": "m.thread",
        "event_id": "$draad",
        "is_falling_back": True,
        "m.in_reply_to": {"event_id": "$eerder"},
    }

    assert read_message(event(**{"m.relates_to": relation})).reply_to is None


@pytest.mark.parametrize(
    "ignored",
    [
        event(msgtype="m.notice"),
        event(msgtype="m.image"),
        event(body=["geen", "tekst"]),
        event(**{"m.relates_to": {"rel_type": "m.replace", "event_id": "$eerder"}}),
        {**event(), "type": "m.reaction"},
        {**event(), "content": {}},
        {**event(), "content": None},
        {**event(), "event_id": None},
        {**event(), "sender": None},
    ],
)
def test_what_is_no_new_text_is_no_message(ignored):
    assert read_message(ignored) is None


@pytest.mark.parametrize("moment", [-1, 10**30, None, "gisteren", 1.5])
def test_a_moment_that_cannot_be_is_no_obstacle(moment):
    assert read_message({**event(), "origin_server_ts": moment}).text == "wat is de ACU?"


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda children: st.lists(children, max_size=3) | st.dictionaries(st.text(), children, max_size=3),
    max_leaves=5,
)


@given(
    st.dictionaries(
        st.sampled_from(["msgtype", "body", "formatted_body", "m.mentions", "m.relates_to"]), json_values
    )
)
def test_no_content_whatever_is_an_obstacle(content):
    message = read_message(event(**content))

    if message is not None:
        to_incoming(message, "!kamer", ME, direct=False, addressed=False)


def test_what_was_said_before_joining_is_left_out():
    events = [event(body="eerder"), member("invite"), member("join", "invite"), event(body="later")]

    assert after_joining(events, ME.user_id) == [events[3]]


def test_somebody_elses_joining_and_a_new_name_leave_nothing_out():
    events = [event(), member("join", "invite", "@bob:example.org"), member("join", "join"), event()]

    assert after_joining(events, ME.user_id) == events
