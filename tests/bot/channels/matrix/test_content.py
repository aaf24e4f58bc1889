from datetime import UTC, datetime

from bot.channels.matrix.content import reply_content, transaction_id
from bot.messages import Incoming, Kind, Reply, Text, paragraph

REPLY = Reply((paragraph("Dat is ", Text("de ACU", strong=True)),), Kind.ANSWER)


def incoming(conversation="!kamer", *, direct=True):
    return Incoming(
        channel="matrix",
        conversation=conversation,
        sender="@anna:example.org",
        event="$vraag",
        text="wat is de ACU?",
        direct=direct,
        addressed=True,
        sent_at=datetime.now(UTC),
    )


def test_a_reply_is_said_in_plain_text_and_in_html():
    content = reply_content(incoming(), REPLY)

    assert content["body"] == "Dat is de ACU"
    assert content["formatted_body"] == "<p>Dat is <strong>de ACU</strong></p>"


def test_a_reply_in_a_room_points_at_the_question():
    assert reply_content(incoming(), REPLY)["m.relates_to"] == {"m.in_reply_to": {"event_id": "$vraag"}}


def test_a_reply_in_a_thread_stays_in_the_thread():
    assert reply_content(incoming("!kamer $draad"), REPLY)["m.relates_to"] == {
        "rel_type": "m.thread",
        "event_id": "$draad",
        "is_falling_back": True,
        "m.in_reply_to": {"event_id": "$vraag"},
    }


def test_only_in_a_group_the_person_who_asked_is_mentioned():
    assert reply_content(incoming(direct=True), REPLY)["m.mentions"] == {}
    assert reply_content(incoming(direct=False), REPLY)["m.mentions"] == {"user_ids": ["@anna:example.org"]}


def test_the_same_reply_has_the_same_transaction_id_and_every_other_another():
    ids = [transaction_id(event, number) for event in ("$a", "$b") for number in (0, 1)]

    assert len(set(ids)) == 4
    assert transaction_id("$a", 0) == ids[0]
