"""Where things are said on Telegram, and what they are called in the assistant."""

from dataclasses import dataclass

from telegram import Chat, Message


@dataclass(frozen=True, slots=True)
class Place:
    """A chat, or a topic in a group.

    Attributes:
        chat: id of the chat; that of a group is negative.
        topic: id of the topic, or None.
    """

    chat: int
    topic: int | None = None

    def __str__(self) -> str:
        return str(self.chat) if self.topic is None else f"{self.chat}/{self.topic}"

    @classmethod
    def parse(cls, conversation: str) -> "Place":
        """Give the place that a conversation is."""
        chat, _, topic = conversation.partition("/")
        return cls(int(chat), int(topic) if topic else None)

    @classmethod
    def of(cls, message: Message) -> "Place":
        """Give the place where a message was sent."""
        # Outside topics a reply has a thread too: that of what it replies to.
        return cls(message.chat.id, message.message_thread_id if message.is_topic_message else None)

    @property
    def is_direct(self) -> bool:
        """Whether it is a conversation of two."""
        return self.chat > 0


def event_of(chat: Chat | int, message_id: int) -> str:
    """What a message is called: its number means something in its chat only."""
    return f"{chat if isinstance(chat, int) else chat.id}:{message_id}"


def message_of(event: str) -> tuple[int, int]:
    """Give the chat and the number of the message that an event is."""
    chat, _, number = event.partition(":")
    return int(chat), int(number)
