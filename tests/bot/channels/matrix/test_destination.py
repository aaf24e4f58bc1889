from bot.channels.matrix.continuation import continued, is_continued
from bot.channels.matrix.conversation import Conversation
from bot.channels.matrix.destination import Destination, destination_of_reply
from bot.messages import Attachment
from tests.bot.incoming import incoming

IN_GROUP = incoming(
    "ik wil iets melden", event="$vraag", conversation="!groep $draad", sender="@anna:h", direct=False
)


def test_a_reply_goes_to_the_question_and_in_a_group_mentions_who_asked():
    assert destination_of_reply(IN_GROUP) == Destination(
        Conversation("!groep", "$draad"), "$vraag", "@anna:h"
    )


def test_in_a_conversation_of_two_nobody_is_mentioned():
    asked = incoming("wat is de ACU?", event="$vraag", conversation="!kamer")

    assert destination_of_reply(asked) == Destination(Conversation("!kamer"), "$vraag")


def test_what_continues_directly_is_the_same_message_in_another_room():
    photo = Attachment(name="foto.png", size=3, source="{}")
    asked = incoming("kijk", event="$vraag", conversation="!groep", direct=False, attachments=(photo,))

    again = continued(asked, "!kamer")

    assert (again.text, again.attachments, again.sender) == (asked.text, asked.attachments, asked.sender)
    assert (again.conversation, again.direct, again.event) == ("!kamer", True, "$vraag direct")
    assert is_continued(again)
    assert not is_continued(asked)


def test_a_reply_in_the_direct_room_points_at_nothing_in_another_room():
    assert destination_of_reply(continued(IN_GROUP, "!kamer")) == Destination(Conversation("!kamer"))
