from bot.channels.telegram.place import Place
from tests.bot.incoming import incoming

TOPIC = Place(-1001234567890, 55)


def test_who_asks_in_a_topic_is_in_the_room_of_its_group() -> None:
    message = incoming("dag", channel="telegram", conversation=str(TOPIC))

    assert message.room == str(Place(TOPIC.chat)) == "-1001234567890"
