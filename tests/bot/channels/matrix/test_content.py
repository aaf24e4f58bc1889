from bot.channels.matrix.content import file_content, text_content, transaction_id
from bot.channels.matrix.conversation import Conversation
from bot.channels.matrix.destination import Destination
from bot.messages import File, Kind, Reply, Text, paragraph
from tests.bot.channels.pictures import picture

REPLY = Reply((paragraph("Dat is ", Text("de ACU", strong=True)),), Kind.ANSWER)
ROOM, THREAD = Conversation("!kamer"), Conversation("!kamer", "$draad")


def test_a_reply_is_said_in_plain_text_and_in_html():
    content = text_content(REPLY, Destination(ROOM))

    assert content["body"] == "Dat is de ACU"
    assert content["formatted_body"] == "<p>Dat is <strong>de ACU</strong></p>"


def test_a_reply_in_a_room_points_at_the_question():
    content = text_content(REPLY, Destination(ROOM, reply_to="$vraag"))

    assert content["m.relates_to"] == {"m.in_reply_to": {"event_id": "$vraag"}}


def test_a_reply_in_a_thread_stays_in_the_thread():
    assert text_content(REPLY, Destination(THREAD, reply_to="$vraag"))["m.relates_to"] == {
        "rel_type": "m.thread",
        "event_id": "$draad",
        "is_falling_back": True,
        "m.in_reply_to": {"event_id": "$vraag"},
    }


def test_what_is_said_unasked_points_at_nothing():
    assert "m.relates_to" not in text_content(REPLY, Destination(ROOM))


def test_what_is_said_unasked_in_a_thread_stays_in_the_thread():
    assert text_content(REPLY, Destination(THREAD))["m.relates_to"] == {
        "rel_type": "m.thread",
        "event_id": "$draad",
        "is_falling_back": True,
        "m.in_reply_to": {"event_id": "$draad"},
    }


def test_who_is_to_notice_is_mentioned_in_the_text_but_not_again_with_a_file():
    to = Destination(ROOM, mention="@anna:example.org")

    assert text_content(REPLY, to)["m.mentions"] == {"user_ids": ["@anna:example.org"]}
    assert file_content(File("a.csv", "text/csv", b"a"), "mxc://h/a", to)["m.mentions"] == {}
    assert text_content(REPLY, Destination(ROOM))["m.mentions"] == {}


def test_a_file_says_what_it_is():
    content = file_content(File("a.csv", "text/csv", b"a;b"), "mxc://example.org/a", Destination(ROOM))

    assert (content["msgtype"], content["filename"], content["url"]) == (
        "m.file",
        "a.csv",
        "mxc://example.org/a",
    )
    assert content["info"] == {"mimetype": "text/csv", "size": 3}


def test_a_picture_is_shown_with_what_it_shows_as_its_caption():
    content = file_content(
        File("a.png", "image/png", picture(30, 20), "Staafdiagram."), "mxc://h/a", Destination(ROOM)
    )

    assert (content["msgtype"], content["body"], content["filename"]) == (
        "m.image",
        "Staafdiagram.",
        "a.png",
    )
    assert (content["info"]["w"], content["info"]["h"]) == (30, 20)


def test_the_same_cause_has_the_same_transaction_id_and_every_other_another():
    causes = ["$a 0", "$a 1", "$a 0 0", "$b 0", "outbox 1"]

    assert len({transaction_id(cause) for cause in causes}) == len(causes)
    assert transaction_id("$a 0") == transaction_id("$a 0")
