"""Where things are said on Telegram, and what they are called in the assistant."""

from dataclasses import dataclass

from telegram import Message

_SUPERGROUPS_BELOW = -1_000_000_000_000
"""The id of a supergroup is ``-100`` and then that of a channel; those of basic groups are nearer to zero."""


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


def counter_of(chat: int, account: int) -> int:
    """Give what counts the messages in a chat: the supergroup itself, and for all other chats the account.

    Args:
        chat: id of the chat.
        account: id of the assistant.
    """
    return chat if chat < _SUPERGROUPS_BELOW else account


def event_of(chat: int, number: int, account: int) -> str:
    """What a message is called: its number means something with its counter only.

    That tells nothing of the person in a conversation of two, whose id is that of the chat.
    """
    return f"{counter_of(chat, account)}:{number}"


def number_of(event: str) -> int:
    """Give the number of the message that an event is."""
    return int(event.rpartition(":")[2])
